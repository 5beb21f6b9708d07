import type { Route } from 'next'
import type { ReactNode } from 'react'
import { ArrowIcon } from '#components/ui/icons'
import { LinkLabel, LinkProgress } from '#components/ui/link-progress'
import { PageLink } from '#components/ui/page-link'

/** The way up, over the heading of a page that lies below one of the navigation. */
export function UpLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <PageLink
      href={href}
      className="-mb-6 inline-flex min-h-11 items-center gap-2 justify-self-start text-muted text-small hover:text-ink md:-mb-8"
    >
      <LinkProgress>
        <ArrowIcon className="size-4 rotate-90 rtl:-rotate-90" />
      </LinkProgress>
      <LinkLabel>{children}</LinkLabel>
    </PageLink>
  )
}
