'use client'

import { usePathname } from 'next/navigation'
import { PageLink } from '#components/ui/page-link'
import { type NavItem, NavList } from './nav-list.tsx'

/** The navigation of the signed-in pages, which stays while they come and go. */
export function SiteNav(props: { label: string; items: readonly NavItem[] }) {
  return <NavList {...props} path={usePathname()} Anchor={PageLink} />
}
