import type { ReactNode } from 'react'
import { PageShell } from '#components/shell/page-shell'
import { SiteHeader } from '#components/shell/site-header'
import { brand } from '#lib/brand'
import { enabledProviders } from '#lib/env'
import type { Viewer } from '#lib/viewer'
import { useReader } from '#lib/web/words'
import { nameAny } from './provider-messages.tsx'
import { SiteLinks } from './site-links.tsx'

type Props = {
  viewer: Viewer | null
  /** For people who are signed in: the navigation, and the button that signs out. */
  nav: ReactNode
  signOut: ReactNode
  children: ReactNode
}

/** What surrounds a page. */
export function Frame({ viewer, children, ...own }: Props) {
  const header = (
    <SiteHeader
      brand={brand.name}
      person={viewer?.person ?? null}
      session={viewer?.sessionId ?? null}
      {...own}
    />
  )
  return (
    <PageShell
      brand={brand.name}
      others={nameAny(enabledProviders(), useReader().language)}
      header={header}
      links={<SiteLinks />}
    >
      {children}
    </PageShell>
  )
}
