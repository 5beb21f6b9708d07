import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar'
import { Badge, VerifiedBadge } from '#components/ui/badge'
import { Details } from '#components/ui/details'
import { PageLink } from '#components/ui/page-link'
import { Card } from '#components/ui/panel'
import { type ProviderBrand, ProviderLogo } from '#components/ui/provider-logo'

type ProfileProps = {
  name: string | null
  email: string | null
  /** What to call somebody without a name. */
  label: string
  image: string | null
  /** The name of the provider that asserts that the address is theirs; null where none does. */
  verifiedBy: string | null
  /** The Google Workspace domain that vouches for the account, from the verified `hd` claim. */
  workspace: string | null
  /** When they first signed in: a `LocalTime`. */
  memberSince: ReactNode
}

/** Who is signed in: the head of the account page. */
export function ProfileHero({ name, email, label, image, verifiedBy, workspace, memberSince }: ProfileProps) {
  return (
    <header className="flex flex-col gap-5 sm:flex-row sm:items-center sm:gap-8">
      <span className="self-start rounded-full sm:self-auto border-3 border-door-brass p-1 leading-none">
        <Avatar name={name} label={label} image={image} size="large" />
      </span>
      <div className="min-w-0">
        <h1 dir="auto" className="wrap-anywhere font-bold text-title">
          {name ?? label}
        </h1>
        {email === null ? null : (
          <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
            <bdi className="wrap-anywhere min-w-0">{email}</bdi>
            {verifiedBy ? <VerifiedBadge by={verifiedBy} /> : null}
          </p>
        )}
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
  /** "Chrome on Windows" where known, else the browser's own user agent. */
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

type SignInMethod = {
  id: string
  provider: ProviderBrand
  providerName: string
  label: string
  /** Whether this very session was signed in with it. */
  current: boolean
  /** A `LocalTime`. */
  since: ReactNode
  /** What the provider shared: "Name and picture", "E-mail address". */
  shared: readonly string[]
  /** What is wrong with its access, and the button that mends it; null when nothing is. */
  access: ReactNode
}

/** Every account that opens this one. `manage` leads to where they are connected and disconnected. */
export function SignInMethodsCard({ methods, manage }: { methods: readonly SignInMethod[]; manage: Route }) {
  return (
    <Card
      title="How you sign in"
      footer={
        <PageLink href={manage} className="link">
          Manage your connections
        </PageLink>
      }
    >
      <ul className="divide-y divide-line">
        {methods.map((method) => (
          <Method key={method.id} {...method} />
        ))}
      </ul>
    </Card>
  )
}

function Method({ provider, providerName, label, current, since, shared, access }: SignInMethod) {
  return (
    <li className="py-2">
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 font-semibold">
        <ProviderLogo provider={provider} />
        <bdi className="wrap-anywhere min-w-0">{label}</bdi>
        {current ? <Badge>This session</Badge> : null}
      </h3>
      <Details
        layout="ruled"
        items={{
          'Connected since': since,
          [`${providerName} shared`]: shared.join(', ') || 'Nothing but who you are',
          ...(access ? { Access: access } : {}),
        }}
      />
    </li>
  )
}
