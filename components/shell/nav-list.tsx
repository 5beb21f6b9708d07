import type { Route } from 'next'
import type { ReactNode } from 'react'

export type NavItem = { href: Route; label: string }

type AnchorProps = {
  href: Route
  className: string
  'aria-current': 'page' | 'true' | undefined
  children: ReactNode
}

type Props = {
  /** What it is called, for those who do not see it. */
  label: string
  items: readonly NavItem[]
  /** Of the page that it stands on. */
  path: string
  /** What leads to a page. */
  Anchor: (props: AnchorProps) => ReactNode
}

/** The signed-in pages; the one that a page lies below is marked too. Without room beside the name of the site it is a row of its own, which on a phone scrolls sideways, without script. */
export function NavList({ label, items, path, Anchor }: Props) {
  return (
    <nav
      aria-label={label}
      className="order-last w-full lg:order-none lg:w-auto lg:min-w-0 lg:grow lg:basis-0 print:hidden"
    >
      <ul className="scroll-row -mx-5 flex pe-10 ps-2.5 sm:-mx-8 sm:ps-5.5 lg:mx-0 lg:ps-0">
        {items.map(({ href, label: name }) => (
          <li key={href} className="shrink-0">
            <Anchor
              href={href}
              aria-current={href === path ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
              className="nav-link"
            >
              {name}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  )
}
