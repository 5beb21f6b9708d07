import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { HeaderSession } from '#components/shell/page-session'
import { PageShell } from '#components/shell/page-shell'
import { SiteHeader } from '#components/shell/site-header'
import { ReaderPlace } from '#components/ui/reader-place'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders, publicOrigin, usesHttps } from '#lib/env'
import { paper } from '#lib/paper'
import { providerNames } from '#lib/provider-ids'
import { describeReader } from '#lib/request/reader'
import { cookieName } from '#lib/sessions/cookie'
import { signOut } from './(account)/actions.ts'
import './globals.css'
import { listNavigation } from './navigation.ts'
import { nameAny } from './provider-messages.tsx'
import { typeface } from './typeface.ts'

/** What stands on the picture, which `npm run screenshots` takes of a site with one provider. */
const picture =
  'Sign in with Google, done properly: accounts, sessions and tokens, kept in your own PostgreSQL.'

function describe(): string {
  const [first, ...others] = enabledProviders()
  const only = first !== undefined && others.length === 0 ? providerNames[first] : null
  return `${only ? `Sign in with ${only}` : 'Signing in'}, done properly: accounts, sessions and tokens in your own PostgreSQL.`
}

/** Made for each request: a link preview needs the whole address of its picture, and a build does not know it. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(publicOrigin()),
    title: { default: brand.name, template: `%s – ${brand.name}` },
    description: describe(),
    openGraph: {
      type: 'website',
      siteName: brand.name,
      images: { url: '/link-preview.png', width: 1200, height: 630, alt: picture },
    },
    twitter: { card: 'summary_large_image' },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: paper.light },
    { media: '(prefers-color-scheme: dark)', color: paper.dark },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewerForHeader()
  const zone = cookieName('zone')
  const reader = describeReader((await headers()).get('accept-language'), (await cookies()).get(zone)?.value)
  const header = (
    <SiteHeader
      brand={brand.name}
      person={viewer?.person ?? null}
      signOut={signOut}
      nav={viewer ? listNavigation(viewer.providers, enabledProviders()) : []}
    />
  )
  return (
    <html lang="en" className={typeface}>
      <body>
        <ReaderPlace reader={reader} cookie={{ name: zone, secure: usesHttps() }}>
          <PageShell brand={brand.name} others={nameAny(enabledProviders())} header={header}>
            <HeaderSession session={viewer?.sessionId ?? null}>{children}</HeaderSession>
          </PageShell>
        </ReaderPlace>
      </body>
    </html>
  )
}
