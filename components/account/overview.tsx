import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar'
import { VerifiedBadge } from '#components/ui/badge'
import { Details } from '#components/ui/details'
import { Card } from '#components/ui/panel'

type ProfileProps = {
  name: string | null
  email: string
  image: string | null
  emailVerified: boolean
  /** The Google Workspace domain that vouches for the account, from the verified `hd` claim. */
  workspace: string | null
  /** When they first signed in: a `LocalTime`. */
  memberSince: ReactNode
}

/** Who is signed in: the head of the account page. */
export function ProfileHero({ name, email, image, emailVerified, workspace, memberSince }: ProfileProps) {
  return (
    <header className="flex flex-col gap-5 sm:flex-row sm:items-center sm:gap-8">
      <span className="self-start rounded-full sm:self-auto border-3 border-door-brass p-1 leading-none">
        <Avatar name={name} email={email} image={image} size="large" />
      </span>
      <div className="min-w-0">
        <h1 dir="auto" className="wrap-anywhere font-bold text-title">
          {name ?? email}
        </h1>
        <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
          <bdi className="wrap-anywhere min-w-0">{email}</bdi>
          {emailVerified ? <VerifiedBadge /> : null}
        </p>
        <div className="mt-1 flex flex-wrap gap-x-6 text-muted text-small">
          {workspace ? (
            <p className="wrap-anywhere">
              Google Workspace account of <bdi className="text-ink">{workspace}</bdi>
            </p>
          ) : null}
          <p>Member since {memberSince}</p>
        </div>
      </div>
    </header>
  )
}

type SessionProps = {
  /** In words ("Chrome on Windows") where known, else the browser's own user agent. */
  browser: string | null
  ipAddress: string | null
  /** Each a `LocalTime`. */
  signedInAt: ReactNode
  endsAt: ReactNode
}

/** The session that this very page is read with. */
export function SessionCard({ browser, ipAddress, signedInAt, endsAt }: SessionProps) {
  return (
    <Card title="This session">
      <Details
        layout="ruled"
        items={{
          Browser: browser ?? 'Did not say what it is',
          'Signed in': signedInAt,
          From: ipAddress ?? 'An unknown address',
          'Ends at latest': endsAt,
        }}
      />
    </Card>
  )
}

type SignInMethodProps = {
  email: string
  /** A `LocalTime`. */
  since: ReactNode
  /** What Google shared, in plain words: "Name", "E-mail address", "Picture". */
  shared: readonly string[]
}

/** The Google account that opens this one. */
export function SignInMethodCard({ email, since, shared }: SignInMethodProps) {
  return (
    <Card title="How you sign in">
      <Details
        layout="ruled"
        items={{
          'Google account': email,
          Since: since,
          'Google shared': shared.join(', ') || 'Nothing but who you are',
        }}
      />
    </Card>
  )
}
