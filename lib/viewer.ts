import type { Language } from '#lib/messages/languages'
import type { ProviderId } from '#lib/provider-ids'

declare const proof: unique symbol

/** A person as pages show them. */
export type Person = {
  /** What they want to be called here, or else what their oldest account calls them. */
  name: string | null
  /** The first of the two. */
  ownName: string | null
  /** Null for somebody whose providers share none. */
  email: string | null
  emailVerified: boolean
  /** What to call somebody without a name: their address, or what they signed in with. */
  label: string
  image: string | null
  memberSince: Date
}

/** Someone shown to be signed in on this request. Only `lib/auth/viewer.ts` makes one. */
export type Viewer = {
  readonly userId: string
  readonly sessionId: string
  /** The account that this session was signed in with, and its provider. */
  readonly accountId: string
  readonly provider: ProviderId
  /** What people call that account. */
  readonly accountLabel: string
  /** All accounts that they can use, this one among them: the oldest first, as people call them. */
  readonly accounts: readonly { provider: ProviderId; label: string }[]
  /** The providers of these. */
  readonly providers: readonly ProviderId[]
  /** When the provider last confirmed that it is really them. */
  readonly authenticatedAt: Date
  readonly person: Person
  /** The language that they have chosen here; null for what their browser says. */
  readonly language: Language | null
  readonly [proof]: true
}
