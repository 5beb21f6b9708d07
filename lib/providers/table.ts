import 'server-only'
import { facebook } from '#lib/facebook/provider'
import { google } from '#lib/google/provider'
import { featureRow, features, type PermissionCopy } from '#lib/provider/features'
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

/** What a scope lets us do. A provider may also list scopes that this application was given and has no use for. */
export function permissionCopy(id: ProviderId, scope: string): PermissionCopy {
  const signIn: Record<string, PermissionCopy> = providers[id].signInScopes
  if (Object.hasOwn(signIn, scope)) return signIn[scope] as PermissionCopy
  const feature = features.map(featureRow).find((row) => row.provider === id && row.scope === scope)
  return (
    feature?.permission ?? {
      title: scope,
      text: `${providerNames[id]} lists this permission. We do not use it.`,
    }
  )
}

/** What a list of scopes shares with us, in words. */
export function describeShared(id: ProviderId, scopes: readonly string[]): string[] {
  return Object.entries(providers[id].shares).flatMap(([scope, text]) =>
    scopes.includes(scope) ? [text] : [],
  )
}
