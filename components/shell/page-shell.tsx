import type { ReactNode } from 'react'
import { Mark } from '#components/ui/mark'
import { useWords } from '#lib/web/words'

type Props = {
  /** The name of the product. */
  brand: string
  /** Whom it is not affiliated with: the names of those that people sign in with. */
  others: string
  header: ReactNode
  /** Below every page. */
  links: ReactNode
  children: ReactNode
}

/** What surrounds every page: the way past the header, the header, the content, the footer. */
export function PageShell({ brand, others, header, links, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      {header}
      <main id="main" tabIndex={-1} className="flex grow flex-col">
        {children}
      </main>
      <SiteFooter brand={brand} others={others} links={links} />
    </div>
  )
}

/** The first thing that the Tab key finds. */
function SkipLink() {
  return (
    <a
      href="#main"
      className="-translate-y-24 absolute top-3 start-3 z-10 rounded-control bg-primary px-5 py-3 font-semibold text-on-primary text-small focus:translate-y-0"
    >
      {useWords('shell')('skip')}
    </a>
  )
}

function SiteFooter({ brand, others, links }: Pick<Props, 'brand' | 'others' | 'links'>) {
  return (
    <footer className="border-line border-t print:hidden">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-1 px-5 py-5 text-caption text-muted sm:px-8">
        <p className="flex items-center gap-3 text-balance">
          <Mark className="h-4 shrink-0" />
          {useWords('shell')('licence', { brand, others })}
        </p>
        {links}
      </div>
    </footer>
  )
}
