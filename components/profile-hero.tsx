import type { ReactNode } from 'react'
import { Avatar } from './avatar.tsx'
import { VerifiedBadge } from './verified-badge.tsx'

type Props = {
  name: string | null
  email: string
  image: string | null
  emailVerified: boolean
  /** The Google Workspace domain that vouches for the account, from the verified `hd` claim. */
  workspace?: string | null
  /** When they first signed in: a `LocalTime`. */
  memberSince: ReactNode
}

/** Who is signed in: the head of the account page. */
export function ProfileHero({ name, email, image, emailVerified, workspace, memberSince }: Props) {
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
          <VerifiedBadge verified={emailVerified} />
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
