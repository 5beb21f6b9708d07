import 'server-only'
import { type Feature, featureScopes } from '#lib/google/scopes'

/** A permission in plain words: what it lets us do, and how far it goes. */
export type PermissionWords = { title: string; text: string | null }

const WORDS: Record<string, PermissionWords> = {
  openid: { title: 'Recognise you when you come back', text: null },
  email: { title: 'See your e-mail address', text: null },
  profile: { title: 'See your name and picture', text: null },
  [featureScopes.drive]: {
    title: 'See information about your files in Drive',
    text: 'Names, types, sizes, owners and dates. Never what is in them, and nothing can be changed.',
  },
}

/** What a feature is called. */
export const featureNames = { drive: 'Drive' } as const satisfies Record<Feature, string>

/** What a scope lets us do. Google also lists scopes that this application was given and has no use for. */
export function permissionWords(scope: string): PermissionWords {
  return WORDS[scope] ?? { title: scope, text: 'Google lists this permission. We do not use it.' }
}
