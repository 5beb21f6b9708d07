import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { NavList } from '#components/shell/nav-list'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders, publicOrigin } from '#lib/env'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { providerNames } from '#lib/provider-ids'
import { getReader } from '#lib/web/words'
import { Frame } from './frame.tsx'
import { listNavigation } from './navigation.ts'

/** A page for everybody, in its frame: without a component of the browser, since most who read it read no other. */
export async function OpenPage({ children }: { children: ReactNode }) {
  const viewer = await findViewerForHeader()
  const { language } = await getReader()
  const t = wordsIn(language, 'shell')
  return (
    <Frame
      viewer={viewer}
      nav={
        viewer ? (
          <NavList
            label={t('navigation')}
            items={listNavigation(viewer.providers, enabledProviders(), language)}
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

/**
 * What a search engine and the preview of a link say of a page for everybody. Made for each request: a link preview needs the
 * whole address of its picture, and a build does not know it. A page that is somebody's own leads others to one of these.
 *
 * @param title names the page in the language of whoever asks; none for the start page
 */
export async function describeOpenPage(title?: (language: Language) => string): Promise<Metadata> {
  const { language } = await getReader()
  return {
    ...(title && { title: title(language) }),
    metadataBase: new URL(publicOrigin()),
    description: describeSite(language),
    openGraph: {
      type: 'website',
      siteName: brand.name,
      // `npm run screenshots` takes it of a site with one provider, in English.
      images: {
        url: '/link-preview.png',
        width: 1200,
        height: 630,
        alt: wordsIn(language, 'signIn')('picture'),
      },
    },
    twitter: { card: 'summary_large_image' },
  }
}

/** What this site is, in a sentence. */
export function describeSite(language: Language): string {
  const t = wordsIn(language, 'signIn')
  const [first, ...others] = enabledProviders()
  const only = first !== undefined && others.length === 0 ? providerNames[first] : null
  return only ? t('descriptionOnly', { provider: only }) : t('description')
}
