const api = 'https://www.googleapis.com/auth'

/**
 * Every scope the sandbox knows, in its short form, with the text of its box on the consent screen
 * (https://developers.google.com/identity/protocols/oauth2/scopes).
 */
export const scopeTable: Record<string, string> = {
  openid: 'Associate you with your personal info',
  email: 'See your primary email address',
  profile: 'See your personal info, including any you have made public',
  [`${api}/drive.metadata.readonly`]: 'See information about your files in Drive: names, owners and dates',
  [`${api}/calendar.readonly`]: 'See and download any calendar you can access',
}

const longForms: Record<string, string> = {
  email: `${api}/userinfo.email`,
  profile: `${api}/userinfo.profile`,
}

const shortForms = new Map(Object.entries(longForms).map(([short, long]) => [long, short]))
const signInScopes = new Set(['openid', 'email', 'profile'])

/** The scopes of a space-separated list in short form, without repeats. Unknown ones stay as they are. */
export function parseScopes(list: string): string[] {
  return [
    ...new Set(
      list
        .split(' ')
        .filter(Boolean)
        .map((scope) => shortForms.get(scope) ?? scope),
    ),
  ]
}

/** The list as Google's token endpoint writes it: `email` and `profile` as addresses. */
export function formatScopes(scopes: Iterable<string>): string {
  return [...scopes].map((scope) => longForms[scope] ?? scope).join(' ')
}

export function isKnownScope(scope: string): boolean {
  return scope in scopeTable
}

/** Whether a scope belongs to signing in itself, which a person cannot untick. */
export function isSignInScope(scope: string): boolean {
  return signInScopes.has(scope)
}
