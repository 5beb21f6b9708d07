import 'server-only'
import { db } from '#lib/db/client'
import { isLanguage, type Language } from '#lib/messages/languages'
import { describeReader, type Reader } from '#lib/request/reader'
import type { Viewer } from '#lib/viewer'

/** Keeps the language that somebody has chosen; null for what their browser says. */
export async function chooseLanguage({ userId }: Viewer, language: Language | null): Promise<void> {
  await db().user.updateMany({ where: { id: userId }, data: { language } })
}

/** What is kept of how somebody reads. */
type Stored = { language: string | null; acceptLanguage: string | null; timeZone: string | null }

/** How a stored person reads, for what is written to them while no browser of theirs asks. */
export function readerOf({ language, acceptLanguage, timeZone }: Stored): Reader {
  return describeReader(acceptLanguage, timeZone ?? undefined, isLanguage(language) ? language : null)
}
