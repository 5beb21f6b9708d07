'use client'

import { brand } from '#lib/brand'
import { describeError } from './describe-error.ts'
import ErrorPage from './error.tsx'
import './globals.css'
import { typeface } from './typeface.ts'

/** The same page when even the frame around the pages could not be made. */
export default function GlobalError(props: Parameters<typeof ErrorPage>[0]) {
  return (
    <html lang="en" className={typeface}>
      <body>
        <title>{`${describeError(props.error).title} – ${brand.name}`}</title>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  )
}
