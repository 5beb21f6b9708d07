import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { HeaderSession } from '#components/page-session'
import { PageShell } from '#components/page-shell'
import { SiteHeader } from '#components/site-header'
import { findViewerForHeader } from '#lib/auth/viewer'
import { signOut } from './(account)/actions.ts'
import './globals.css'
import { typeface } from './typeface.ts'

export const metadata: Metadata = {
  title: { default: 'Latchkey', template: '%s – Latchkey' },
  description:
    'Sign in with Google, done properly: accounts, sessions and Google tokens in your own PostgreSQL.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f7f4' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1512' },
  ],
}

/** The signed-in pages, as the header lists them. */
const nav = [
  { href: '/dashboard', label: 'Overview' },
  { href: '/sessions', label: 'Sessions' },
  { href: '/activity', label: 'Activity' },
  { href: '/drive', label: 'Drive' },
  { href: '/connections', label: 'Connections' },
  { href: '/settings', label: 'Settings' },
] as const

export default async function RootLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewerForHeader()
  return (
    <html lang="en" className={typeface}>
      <body>
        <PageShell header={<SiteHeader person={viewer?.person ?? null} signOut={signOut} nav={nav} />}>
          <HeaderSession session={viewer?.sessionId ?? null}>{children}</HeaderSession>
        </PageShell>
      </body>
    </html>
  )
}
