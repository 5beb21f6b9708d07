import type { ReactNode } from 'react'
import { LinkButton } from '#components/ui/button'
import { LandingKey, type Ways } from './landing-key.tsx'

/** What is said where one OpenID provider is the only way in, and where it is another, or several. */
const checked = {
  openid: (name: string) => ({
    title: `${name}, verified`,
    text: 'PKCE, state and nonce on every sign-in. The id_token’s signature and claims are checked before anyone is let in.',
  }),
  other: {
    title: 'Every answer, verified',
    text: 'A state on every sign-in, PKCE and a nonce wherever the provider knows them. Nobody is let in before the answer is checked.',
  },
} as const

const rehearsed = {
  openid: (name: string) => ({
    title: `${name}, rehearsed`,
    text: `A sandbox ${name} with accounts and consent screens comes along, so you build and test without a ${name} project.`,
  }),
  other: {
    title: 'All of it, rehearsed',
    text: 'A sandbox with accounts and consent screens comes along, so you build and test without a project at a provider.',
  },
} as const

const always = [
  {
    title: 'Tokens kept and fresh',
    text: 'Encrypted for their row, refreshed once however many ask, and a grant that ended says why and how to mend it.',
  },
  {
    title: 'An account page',
    text: 'Where people are signed in, what the app may do, what happened when, their data to take along, and the way out.',
  },
] as const

type Props = {
  /** The name of the product. */
  brand: string
  ways: Ways
  person: { name: string | null } | null
  /** The forms with the buttons, shown to visitors who are not signed in. */
  signIn: ReactNode
}

/** The public page: what this is, at one glance, and the button to sign in. */
export function Landing({ brand, ways, person, signIn }: Props) {
  return (
    <div className="mx-auto w-full max-w-6xl px-5 sm:px-8">
      <div className="grid items-center gap-x-16 gap-y-12 py-10 md:py-16 lg:grid-cols-[1fr_26rem] lg:py-20">
        <div>
          {person ? <Greeting brand={brand} name={person.name} /> : <Pitch {...{ brand, ways, signIn }} />}
        </div>
        <LandingKey brand={brand} ways={ways} />
      </div>
      <Points ways={ways} />
    </div>
  )
}

function Pitch({ brand, ways: { names, openid }, signIn }: Omit<Props, 'person'>) {
  const only = names.length === 1 ? names[0] : null
  return (
    <>
      <h1 className="font-bold text-display">
        {only ? `Sign in with ${only}` : 'Signing in'},{' '}
        <span className="whitespace-nowrap">done properly.</span>
      </h1>
      <p className="mt-6 max-w-xl text-lead text-muted">
        {brand} is an open base for your team’s product: accounts, sessions and{' '}
        {openid ? `${only} tokens` : 'tokens'}, kept in your own PostgreSQL and finished to the last detail.
      </p>
      <div className="mt-8">{signIn}</div>
    </>
  )
}

function Greeting({ brand, name }: { brand: string; name: string | null }) {
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
        You are signed in. Your account page shows what {brand} knows about you, and this session.
      </p>
      <div className="mt-8">
        <LinkButton href="/dashboard" variant="primary">
          Go to your account
        </LinkButton>
      </div>
    </>
  )
}

/** What is already true of it, and how to start it. */
function Points({ ways: { names, openid } }: Pick<Props, 'ways'>) {
  const [name = ''] = names
  const points = [
    openid ? checked.openid(name) : checked.other,
    ...always,
    openid ? rehearsed.openid(name) : rehearsed.other,
  ]
  return (
    <section aria-labelledby="points" className="border-ink border-t-2 py-10 md:py-16">
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[18rem_1fr]">
        <div>
          <h2 id="points" className="font-bold text-title">
            The parts after the tutorial ends
          </h2>
          <p className="mt-3 text-muted text-small">One command starts it all: app, database and sandbox.</p>
          <pre className="mt-4 overflow-x-auto rounded-control bg-sunken px-4 py-3 font-mono text-caption">
            <code>npm ci && npm run dev</code>
          </pre>
        </div>
        <ul className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
          {points.map((point) => (
            <li key={point.title} className="border-line border-t pt-4">
              <h3 className="font-semibold text-subtitle">{point.title}</h3>
              <p className="mt-2 text-muted text-small">{point.text}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
