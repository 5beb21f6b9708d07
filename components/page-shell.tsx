import type { ReactNode } from 'react'
import { SiteFooter } from './site-footer.tsx'
import { SkipLink } from './skip-link.tsx'

type Props = { header: ReactNode; children: ReactNode }

/** What surrounds every page: the way past the header, the header, the content, the footer. */
export function PageShell({ header, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {header}
      <main id="main" tabIndex={-1} className="flex grow flex-col">
        {children}
      </main>
      <SiteFooter />
    </div>
  )
}
