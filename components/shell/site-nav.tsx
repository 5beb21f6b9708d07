'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { LinkLabel } from '#components/ui/link-progress'

export type NavItem = { href: Route; label: string }

/** The signed-in pages; the one that a page lies below is marked too. Without room beside the name of the site it is a row of its own, which on a phone scrolls sideways, without script. */
export function SiteNav({ items }: { items: readonly NavItem[] }) {
  const path = usePathname()
  return (
    <nav
      aria-label="Account"
      className="order-last w-full lg:order-none lg:w-auto lg:min-w-0 lg:grow lg:basis-0 print:hidden"
    >
      <ul className="scroll-row -mx-5 flex pr-10 pl-2.5 sm:-mx-8 sm:pl-5.5 lg:mx-0 lg:pl-0">
        {items.map(({ href, label }) => (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              prefetch={false}
              aria-current={href === path ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
              className="-outline-offset-2 flex min-h-11 items-center border-transparent border-b-2 px-2.5 text-muted text-small hover:text-ink aria-[current]:border-brass forced-colors:not-aria-[current]:border-[Canvas] aria-[current]:font-semibold aria-[current]:text-ink lg:min-h-16"
            >
              <LinkLabel>{label}</LinkLabel>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
