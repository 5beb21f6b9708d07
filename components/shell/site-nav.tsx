'use client'

import { usePathname } from 'next/navigation'
import { PageLink } from '#components/ui/page-link'
import { type NavItem, NavList } from './nav-list.tsx'

/** The navigation of the signed-in pages, which stays while they come and go. */
export function SiteNav({ items }: { items: readonly NavItem[] }) {
  return <NavList items={items} path={usePathname()} Anchor={PageLink} />
}
