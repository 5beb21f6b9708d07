import type { Route } from 'next'
import type { ReactNode } from 'react'
import { LinkButton } from './button.tsx'
import { LandingKey } from './landing-key.tsx'
import { LandingPoints } from './landing-points.tsx'

type Props = {
  person: { name: string | null } | null
  /** The form with the Google button, shown to visitors who are not signed in. */
  signIn: ReactNode
}

/** The public page: what this is, at one glance, and the way in. */
export function Landing({ person, signIn }: Props) {
  return (
    <div className="mx-auto w-full max-w-6xl px-5 sm:px-8">
      <div className="grid items-center gap-x-16 gap-y-12 py-10 md:py-16 lg:grid-cols-[1fr_26rem] lg:py-20">
        <div>{person ? <Greeting name={person.name} /> : <Pitch signIn={signIn} />}</div>
        <LandingKey />
      </div>
      <LandingPoints />
    </div>
  )
}

function Pitch({ signIn }: { signIn: ReactNode }) {
  return (
    <>
      <h1 className="font-bold text-display">
        Sign in with Google, <span className="whitespace-nowrap">done properly.</span>
      </h1>
      <p className="mt-6 max-w-xl text-lead text-muted">
        Latchkey is an open base for your team’s product: accounts, sessions and Google tokens, kept in your
        own PostgreSQL and finished to the last detail.
      </p>
      <div className="mt-8">{signIn}</div>
    </>
  )
}

function Greeting({ name }: { name: string | null }) {
  return (
    <>
      <h1 className="font-bold text-display">
        Welcome back
        {name ? (
          <>
            , <bdi className="wrap-anywhere">{name}</bdi>
          </>
        ) : null}
      </h1>
      <p className="mt-6 max-w-xl text-lead text-muted">
        You are signed in. Your account page shows what Latchkey knows about you, and this session.
      </p>
      <div className="mt-8">
        <LinkButton href={'/dashboard' as Route} variant="primary">
          Go to your account
        </LinkButton>
      </div>
    </>
  )
}
