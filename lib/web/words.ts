import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache, use } from 'react'
import { findViewerForHeader } from '#lib/auth/viewer'
import { isLanguage, type Language } from '#lib/messages/languages'
import { type Subject, type Words, wordsIn } from '#lib/messages/words'
import { describeReader, languageOfRequest, type Reader } from '#lib/request/reader'
import { cookieName, readingCookieOptions } from '#lib/sessions/cookie'

export type { Words }

/** How whoever asks for this page reads: their language, and the form, clock and zone of their times. */
export const getReader = cache(async (): Promise<Reader> => {
  const viewer = await findViewerForHeader()
  const [sent, jar] = [await headers(), await cookies()]
  // The cookie is of whoever was signed in last: it says nothing about somebody else who is now.
  const chosen = viewer ? viewer.language : readChoice(jar.get(languageCookie())?.value)
  return describeReader(sent.get('accept-language'), jar.get(cookieName('zone'))?.value, chosen)
})

/** The texts of a subject in the language of whoever asks, for pages, layouts and what else may wait. */
export async function getWords<S extends Subject>(subject: S): Promise<Words<S>> {
  return wordsIn((await getReader()).language, subject)
}

/** The same for a component of the server. */
export function useWords<S extends Subject>(subject: S): Words<S> {
  return wordsIn(use(getReader()).language, subject)
}

/** The same reader for a component of the server. */
export function useReader(): Reader {
  return use(getReader())
}

/** The language of whoever sends a request to a route. */
export function languageOf(sent: Headers): Language {
  return languageOfRequest(sent.get('cookie'), sent.get('accept-language'))
}

/** The cookie of the language that somebody has chosen. Scripts read and write it, so that it follows who is signed in. */
export function languageCookie(): string {
  return cookieName('language')
}

/** Has this browser keep the language that its person has chosen; null for none. For actions. */
export async function keepLanguage(language: Language | null): Promise<void> {
  const jar = await cookies()
  jar.set(languageCookie(), language ?? '', readingCookieOptions(language !== null))
}

function readChoice(text: string | undefined): Language | null {
  return isLanguage(text) ? text : null
}
