import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { NavList } from '#components/shell/nav-list'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders, publicOrigin } from '#lib/env'
import { providerNames } from '#lib/provider-ids'
import { Frame } from './frame.tsx'
import { listNavigation } from './navigation.ts'

/** A page for everybody, in its frame: without a component of the browser, since most who read it read no other. */
export async function OpenPage({ children }: { children: ReactNode }) {
  const viewer = await findViewerForHeader()
  return (
    <Frame
      viewer={viewer}
      nav={
        viewer ? (
          <NavList
            items={listNavigation(viewer.providers, enabledProviders())}
            path="/"
            Anchor={(props) => <a {...props} />}
          />
        ) : null
      }
    >
      {children}
    </Frame>
  )
}

/** What stands on the picture, which `npm run screenshots` takes of a site with one provider. */
const picture =
  'Sign in with Google, done properly: accounts, sessions and tokens, kept in your own PostgreSQL.'

function describe(): string {
  const [first, ...others] = enabledProviders()
  const only = first !== undefined && others.length === 0 ? providerNames[first] : null
  return `${only ? `Sign in with ${only}` : 'Signing in'}, done properly: accounts, sessions and tokens in your own PostgreSQL.`
}

/**
 * What a search engine and the preview of a link say of a page for everybody. Made for each request: a link preview needs the
 * whole address of its picture, and a build does not know it. A page that is somebody's own leads others to one of these.
 */
export function describeOpenPage(title?: string): Metadata {
  return {
    ...(title !== undefined && { title }),
    metadataBase: new URL(publicOrigin()),
    description: describe(),
    openGraph: {
      type: 'website',
      siteName: brand.name,
      images: { url: '/link-preview.png', width: 1200, height: 630, alt: picture },
    },
    twitter: { card: 'summary_large_image' },
  }
}
