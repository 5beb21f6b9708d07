'use client'

import { brand } from '#lib/brand'
import { themeOf } from '#lib/theme'
import { describeError } from './describe-error.ts'
import { texts } from './global-error-texts.ts'
import './globals.css'
import { Problem } from './problem.tsx'
import { typeface } from './typeface.ts'

/** The whole page, when a page for everybody broke, or the frame around one. */
export default function GlobalError({ error }: { error: unknown }) {
  return (
    <html lang="en" className={typeface} data-theme={themeOf(globalThis.document?.cookie)}>
      <body>
        <title>{`${describeError(error, texts).title} – ${brand.name}`}</title>
        <main className="flex min-h-dvh flex-col">
          <Problem error={error} texts={texts} />
        </main>
      </body>
    </html>
  )
}
