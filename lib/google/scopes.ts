import 'server-only'

/** What every sign-in asks: who you are, and nothing else. */
export const SIGN_IN_SCOPES = ['openid', 'email', 'profile'] as const

/** What this application does with Google beyond signing in. Each is asked for when it is first used. */
export const features = ['drive'] as const
export type Feature = (typeof features)[number]

/** The one scope that a feature needs. */
export const featureScopes = {
  drive: 'https://www.googleapis.com/auth/drive.metadata.readonly',
} as const satisfies Record<Feature, string>

const USERINFO_PREFIX = 'https://www.googleapis.com/auth/userinfo.'

/**
 * The scopes of a token answer as a sorted list. Google answers `email` and `profile` by their long names; an
 * absent or empty `scope` means that everything asked was given (RFC 6749, section 5.1).
 */
export function parseScopes(scope: string | undefined, requested: readonly string[]): string[] {
  const named = scope?.split(' ').filter(Boolean) ?? []
  const given = named.length > 0 ? named : requested
  const short = given.map((name) =>
    name.startsWith(USERINFO_PREFIX) ? name.slice(USERINFO_PREFIX.length) : name,
  )
  return [...new Set(short)].sort()
}

/** Whether a scope belongs to signing in itself, which nobody can untick. */
export function isSignInScope(scope: string): boolean {
  return (SIGN_IN_SCOPES as readonly string[]).includes(scope)
}

const WORDS: Record<string, string> = {
  profile: 'Name and picture',
  email: 'E-mail address',
}

/** What a list of scopes shares, in words. `openid` alone shares nothing but who somebody is. */
export function describeScopes(scopes: readonly string[]): string[] {
  return Object.keys(WORDS).flatMap((scope) => (scopes.includes(scope) ? [WORDS[scope] ?? scope] : []))
}
