import type { Route } from 'next'
import Link from 'next/link'
import { LinkLabel } from './link-label.tsx'

type Choice = { href: Route; label: string; current: boolean }

/** What a list can be narrowed down to. Choosing keeps the place in the page and the focus. */
export function FilterLinks({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">
        {choices.map(({ href, label, current }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={current ? 'true' : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-edge px-4 text-small hover:border-ink hover:bg-sunken aria-[current]:border-primary aria-[current]:bg-primary aria-[current]:font-semibold aria-[current]:text-on-primary forced-colors:aria-[current]:border-[Highlight]"
            >
              <LinkLabel>{label}</LinkLabel>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
