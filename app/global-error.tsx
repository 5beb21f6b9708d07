'use client'

import { useEffect, useState } from 'react'
import { brand } from '#lib/brand'
import { isLanguage, type Language, languages, USUAL_LANGUAGE } from '#lib/messages/languages'
import { themeOf } from '#lib/theme'
import { describeError, type ProblemTexts } from './describe-error.ts'
import { inShort } from './global-error-in-short.ts'
import './globals.css'
import { Problem } from './problem.tsx'
import { typeface } from './typeface.ts'

/** For which the texts may be on their way before the page does without. */
const TIMEOUT_MS = 1_000

/**
 * The whole page, when a page for everybody broke, or the frame around one. Next gives it nothing from the server and has its
 * script on every page, so its texts come when they are needed; a browser that is offline has a few words.
 */
export default function GlobalError({ error }: { error: unknown }) {
  const [language] = useState(findLanguage)
  const [texts, setTexts] = useState<ProblemTexts | null>(null)
  useEffect(() => {
    const words = shortTexts(language)
    const timer = setTimeout(setTexts, TIMEOUT_MS, words)
    import('./global-error-texts.ts')
      .then(({ texts: all }) => all[language])
      .catch(() => words)
      .then(setTexts)
    return () => clearTimeout(timer)
  }, [language])
  return (
    <html
      lang={language}
      dir={languages[language].direction}
      className={typeface}
      data-theme={themeOf(globalThis.document?.cookie)}
    >
      <body>
        <title>{`${describeError(error, texts ?? shortTexts(language)).title} – ${brand.name}`}</title>
        <main className="flex min-h-dvh flex-col">
          {texts ? <Problem error={error} texts={texts} /> : null}
        </main>
      </body>
    </html>
  )
}

/** That of the page that broke, or else of the browser. */
function findLanguage(): Language {
  const { document, navigator } = globalThis
  const asked = [document?.documentElement.lang, ...(navigator?.languages ?? [])]
  return asked.map((tag) => tag?.slice(0, 2)).find(isLanguage) ?? USUAL_LANGUAGE
}

function shortTexts(language: Language): ProblemTexts {
  const { title, loadAgain } = inShort[language]
  const said = { title, message: '' }
  return { outdated: said, unknown: said, broken: said, reference: '', tryAgain: loadAgain, loadAgain }
}
