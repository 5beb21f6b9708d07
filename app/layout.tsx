import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import { PageScript, runPage, scriptOf } from '#components/shell/page-script'
import { startReact } from '#components/shell/start-react'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { usesHttps } from '#lib/env'
import { languages } from '#lib/messages/languages'
import { paper } from '#lib/paper'
import { laterScripts } from '#lib/request/context'
import { readNonce } from '#lib/request/nonce'
import { cookieName, READING_SECONDS } from '#lib/sessions/cookie'
import { getTheme, themeCookie } from '#lib/web/theme'
import { getReader, languageCookie } from '#lib/web/words'
import './globals.css'
import { typeface } from './typeface.ts'

export const metadata: Metadata = { title: { default: brand.name, template: `%s – ${brand.name}` } }

/** Where a theme was chosen both are of its colour: the script of the page changes them when another is. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await getTheme()
  const colour = (own: keyof typeof paper) => paper[theme === 'system' ? own : theme]
  return {
    colorScheme: theme === 'system' ? 'light dark' : theme,
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: colour('light') },
      { media: '(prefers-color-scheme: dark)', color: colour('dark') },
    ],
  }
}

/** What every page has. Whatever is imported here for the browser, every page sends: also to those who only sign in. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = readNonce((await headers()).get('content-security-policy'))
  const { language } = await getReader()
  const viewer = await findViewerForHeader()
  const theme = await getTheme()
  for (const address of laterScripts()) preload(address, { as: 'script', fetchPriority: 'low', nonce })
  const script = scriptOf(runPage, {
    names: { zone: cookieName('zone'), language: languageCookie(), theme: themeCookie() },
    seconds: READING_SECONDS,
    paper,
    chosen: viewer ? (viewer.language ?? '') : null,
    secure: usesHttps(),
  })
  return (
    <html lang={language} dir={languages[language].direction} className={typeface} data-theme={theme}>
      <body>
        {children}
        <PageScript nonce={nonce} text={script} />
        <PageScript nonce={nonce} text={scriptOf(startReact, null)} />
      </body>
    </html>
  )
}
