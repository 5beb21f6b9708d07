import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { PageScript, runPage, scriptOf } from '#components/shell/page-script'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { usesHttps } from '#lib/env'
import { languages } from '#lib/messages/languages'
import { paper } from '#lib/paper'
import { readNonce } from '#lib/request/nonce'
import { cookieName } from '#lib/sessions/cookie'
import { getReader, languageCookie } from '#lib/web/words'
import './globals.css'
import { typeface } from './typeface.ts'

export const metadata: Metadata = { title: { default: brand.name, template: `%s – ${brand.name}` } }

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: paper.light },
    { media: '(prefers-color-scheme: dark)', color: paper.dark },
  ],
}

/** What every page has. Whatever is imported here for the browser, every page sends: also to those who only sign in. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = readNonce((await headers()).get('content-security-policy'))
  const { language } = await getReader()
  const viewer = await findViewerForHeader()
  const script = scriptOf(runPage, {
    zone: cookieName('zone'),
    language: languageCookie(),
    chosen: viewer ? (viewer.language ?? '') : null,
    secure: usesHttps(),
  })
  return (
    <html lang={language} dir={languages[language].direction} className={typeface}>
      <body>
        {children}
        <PageScript nonce={nonce} text={script} />
      </body>
    </html>
  )
}
