import Link from 'next/link'
import { Avatar } from '#components/ui/avatar'
import { LinkLabel } from '#components/ui/link-progress'
import { Mark } from '#components/ui/mark'
import { SubmitButton } from '#components/ui/submit-button'
import { type NavItem, SiteNav } from './site-nav.tsx'

type Person = { name: string | null; label: string; image: string | null }

type Props = {
  /** The name of the product. */
  brand: string
  person: Person | null
  signOut: (form: FormData) => Promise<void>
  nav: readonly NavItem[]
}

/** Mark and name at the left; at the right who is signed in and the button to sign out, or the link to sign in. */
export function SiteHeader({ brand, person, signOut, nav }: Props) {
  return (
    <header className="border-line border-b">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 px-5 sm:px-8">
        <Link href="/" prefetch={false} className="flex min-h-16 items-center gap-2.5">
          <Mark className="h-7 text-mark" />
          <span className="font-bold text-[1.3125rem] tracking-[-0.03em]">
            <LinkLabel>{brand}</LinkLabel>
          </span>
        </Link>
        {person ? <SiteNav items={nav} /> : null}
        <div className="ml-auto flex items-center gap-3 print:hidden">
          {person ? <SignedIn person={person} signOut={signOut} /> : <SignInLink />}
        </div>
      </div>
    </header>
  )
}

function SignInLink() {
  return (
    <Link
      href="/sign-in"
      prefetch={false}
      className="inline-flex min-h-11 items-center rounded-control border border-edge px-4 font-semibold text-small hover:border-ink hover:bg-sunken"
    >
      <LinkLabel>Sign in</LinkLabel>
    </Link>
  )
}

function SignedIn({ person, signOut }: { person: Person; signOut: Props['signOut'] }) {
  return (
    <>
      <Link
        href="/dashboard"
        prefetch={false}
        className="flex min-h-11 min-w-11 items-center gap-2.5 rounded-full"
      >
        <LinkLabel>
          <Avatar name={person.name} label={person.label} image={person.image} size="small" />
          <span dir="auto" className="text-small max-xl:sr-only xl:max-w-44 xl:truncate">
            {person.name ?? person.label}
          </span>
        </LinkLabel>
      </Link>
      <form action={signOut}>
        <SubmitButton variant="quiet">Sign out</SubmitButton>
      </form>
    </>
  )
}
