declare const proof: unique symbol

/** A person as pages show them. */
export type Person = {
  name: string | null
  email: string
  emailVerified: boolean
  image: string | null
  memberSince: Date
}

/** Someone shown to be signed in on this request. Only `lib/auth/viewer.ts` makes one. */
export type Viewer = {
  readonly userId: string
  readonly sessionId: string
  /** The Google account that this session was signed in with. */
  readonly accountId: string
  /** When Google last confirmed that it is really them. */
  readonly authenticatedAt: Date
  readonly person: Person
  readonly [proof]: true
}
