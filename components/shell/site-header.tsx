import type { Route } from 'next'
import type { ReactNode } from 'react'
import { LinkLabel } from '#components/ui/link-progress'
import { Mark } from '#components/ui/mark'
import { useWords } from '#lib/web/words'

type Props = {
  /** The name of the product. */
  brand: string
  /** The session that it was made for, by its opaque id: `PageSession` holds that of a page against it. */
  session: string | null
  /** The pages, and the menu: both for people who are signed in. */
  nav: ReactNode
  menu: ReactNode
}

const places = { start: '/', signIn: '/sign-in' } as const satisfies Record<string, Route>

/**
 * Mark and name at the start of the line; at its end the menu of who is signed in, or the link to sign in. Where the
 * navigation is a row below them, Tab and a screen reader come to it last, as the eye does, in browsers that know how.
 */
export function SiteHeader({ brand, session, nav, menu }: Props) {
  return (
    <header data-session={session ?? ''} className="border-line border-b">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 px-5 [reading-flow:flex-visual] sm:px-8">
        <a href={places.start} className="group/link flex min-h-16 items-center gap-2.5">
          <Mark className="h-7 text-mark" />
          <span className="font-bold text-[1.3125rem] tracking-[-0.03em]">
            <LinkLabel>{brand}</LinkLabel>
          </span>
        </a>
        {nav}
        <div className="ms-auto flex items-center gap-3 print:hidden">{menu ?? <SignInLink />}</div>
      </div>
    </header>
  )
}

function SignInLink() {
  const t = useWords('shell')
  return (
    <a
      href={places.signIn}
      className="group/link inline-flex min-h-11 items-center rounded-control border border-edge px-4 font-semibold text-small hover:border-ink hover:bg-sunken"
    >
      <LinkLabel>{t('signIn')}</LinkLabel>
    </a>
  )
}
