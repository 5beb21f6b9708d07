import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar'
import { LinkLabel } from '#components/ui/link-progress'
import { Mark } from '#components/ui/mark'
import { useWords } from '#lib/web/words'

type Person = { name: string | null; label: string; image: string | null }

type Props = {
  /** The name of the product. */
  brand: string
  person: Person | null
  /** The session that it was made for, by its opaque id: `PageSession` holds that of a page against it. */
  session: string | null
  /** The pages, and the button that signs out: both for people who are signed in. */
  nav: ReactNode
  signOut: ReactNode
}

const places = { start: '/', signIn: '/sign-in', overview: '/dashboard' } as const satisfies Record<
  string,
  Route
>

/** Mark and name at the left; at the right who is signed in and the button to sign out, or the link to sign in. */
export function SiteHeader({ brand, person, session, nav, signOut }: Props) {
  return (
    <header data-session={session ?? ''} className="border-line border-b">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 px-5 sm:px-8">
        <a href={places.start} className="group/link flex min-h-16 items-center gap-2.5">
          <Mark className="h-7 text-mark" />
          <span className="font-bold text-[1.3125rem] tracking-[-0.03em]">
            <LinkLabel>{brand}</LinkLabel>
          </span>
        </a>
        {person ? nav : null}
        <div className="ms-auto flex items-center gap-3 print:hidden">
          {person ? (
            <>
              <PersonLink {...person} />
              {signOut}
            </>
          ) : (
            <SignInLink />
          )}
        </div>
      </div>
    </header>
  )
}

function SignInLink() {
  return (
    <a
      href={places.signIn}
      className="group/link inline-flex min-h-11 items-center rounded-control border border-edge px-4 font-semibold text-small hover:border-ink hover:bg-sunken"
    >
      <LinkLabel>{useWords('shell')('signIn')}</LinkLabel>
    </a>
  )
}

function PersonLink({ name, label, image }: Person) {
  return (
    <a href={places.overview} className="group/link flex min-h-11 min-w-11 items-center gap-2.5 rounded-full">
      <LinkLabel>
        <Avatar name={name} label={label} image={image} size="small" />
        <span dir="auto" className="text-small max-xl:sr-only xl:max-w-44 xl:truncate">
          {name ?? label}
        </span>
      </LinkLabel>
    </a>
  )
}
