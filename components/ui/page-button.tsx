import type { Route } from 'next'
import type { ReactNode } from 'react'
import { type ButtonVariant, buttonClasses } from './button.tsx'
import { LinkLabel } from './link-progress.tsx'
import { PageLink } from './page-link.tsx'

type Props = { href: Route; variant?: ButtonVariant; children: ReactNode }

/** A `LinkButton` from one signed-in page to another, which leaves what surrounds them as it is. */
export function PageButton({ href, variant = 'quiet', children }: Props) {
  return (
    <PageLink href={href} className={buttonClasses(variant)}>
      <LinkLabel>{children}</LinkLabel>
    </PageLink>
  )
}
