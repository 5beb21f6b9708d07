import 'server-only'
import { facebook } from '#lib/facebook/provider'
import { google } from '#lib/google/provider'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { featureRow, featuresOf } from '#lib/provider/features'
import type { Provider } from '#lib/provider/provider'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { twitter } from '#lib/x/provider'

/** Every provider that this application knows. The one place that knows them all. */
const providers: Record<ProviderId, Provider> = { google, facebook, twitter }

export function providerOf(id: ProviderId): Provider {
  return providers[id]
}

/** What a provider is asked for at every sign-in. */
export function signInScopesOf(id: ProviderId): string[] {
  return providers[id].askedScopes()
}

/** What a sign-in may have been asked for: `signInScopesOf` may have been more before, or less. */
export function allSignInScopesOf(id: ProviderId): string[] {
  return Object.keys(providers[id].signInScopes)
}

/** Whether a scope belongs to signing in itself, which nobody can untick. */
export function isSignInScope(id: ProviderId, scope: string): boolean {
  return Object.hasOwn(providers[id].signInScopes, scope)
}

/** A permission in plain words: what it lets us do, as it stands within a sentence, and how far it goes. */
export type PermissionCopy = { title: string; text: string | null }

/** What a scope lets us do. A provider may also list scopes that this application was given and has no use for. */
export function permissionCopy(id: ProviderId, scope: string, language: Language): PermissionCopy {
  const t = wordsIn(language, 'permissions')
  const signIn = providers[id].signInScopes
  const known = Object.hasOwn(signIn, scope) ? signIn[scope] : undefined
  if (known) return { title: t(known, { provider: providerNames[id] }), text: null }
  const feature = featuresOf(id).find((one) => featureRow(one).scope === scope)
  if (!feature) return { title: scope, text: t('unused', { provider: providerNames[id] }) }
  const own = wordsIn(language, 'features')
  return { title: own(`${feature}.permission`), text: own(`${feature}.permissionText`) }
}

/** What a list of scopes shares with us, in words. */
export function describeShared(id: ProviderId, scopes: readonly string[], language: Language): string[] {
  const t = wordsIn(language, 'permissions')
  return Object.entries(providers[id].shares).flatMap(([scope, text]) =>
    scopes.includes(scope) ? [t(text, { provider: providerNames[id] })] : [],
  )
}
