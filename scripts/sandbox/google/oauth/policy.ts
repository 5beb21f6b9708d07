import type { UnknownObject } from 'oidc-provider'
import { isSignInScope, parseScopes } from './scopes.ts'

/** What an app asks of Google in an authorization request. */
export type AuthorizationRequest = {
  clientId: string
  scopes: string[]
  prompts: Set<string>
  loginHint: string | undefined
  offline: boolean
  includeGranted: boolean
}

/** What is known of the accounts that may be meant. All accounts are `sub`s. */
export type KnownAccounts = {
  /** Accounts this browser has signed in with. */
  remembered: string[]
  /** The account picked on the chooser, in this very sign-in. */
  chosen?: string | undefined
  /** The account that the login hint names, if it exists. */
  hinted?: string | undefined
  /** Scopes an account has already granted to the app; undefined when it never has. */
  grantedBy: (sub: string) => string[] | undefined
}

export type Refusal = 'login_required' | 'interaction_required' | 'consent_required'

/** The next thing Google does: show a screen, send the browser back, or refuse to do it silently. */
export type Decision =
  | { step: 'choose' }
  | { step: 'consent'; sub: string }
  | { step: 'done'; sub: string }
  | { step: 'refuse'; error: Refusal }

/**
 * Google's rules of who sees which screen when: `prompt`, `login_hint` and accounts of the browser
 * (https://developers.google.com/identity/openid-connect/openid-connect#authenticationuriparameters). The
 * refusals of `prompt=none` are those of OpenID Connect Core 3.1.2.6.
 */
export function decide(request: AuthorizationRequest, accounts: KnownAccounts): Decision {
  const silent = request.prompts.has('none')
  const sub = accounts.chosen ?? likelyAccount(request, accounts)
  if (!sub) {
    if (!silent) return { step: 'choose' }
    return { step: 'refuse', error: accounts.remembered.length ? 'interaction_required' : 'login_required' }
  }
  if (silent && !accounts.remembered.includes(sub)) return { step: 'refuse', error: 'login_required' }
  if (!needsConsent(request, accounts.grantedBy(sub))) return { step: 'done', sub }
  return silent ? { step: 'refuse', error: 'consent_required' } : { step: 'consent', sub }
}

/**
 * Splits what is asked into what the person can tick now and what the app has already
 * (https://developers.google.com/identity/protocols/oauth2/resources/granular-permissions).
 */
export function consentChoices(request: AuthorizationRequest, granted: string[] = []) {
  const beyondSignIn = request.scopes.filter((scope) => !isSignInScope(scope))
  return {
    open: beyondSignIn.filter((scope) => !granted.includes(scope)),
    held: beyondSignIn.filter((scope) => granted.includes(scope)),
  }
}

/** The scopes a consent adds: signing in itself, and the ticked ones among those asked. */
export function consentedScopes(request: AuthorizationRequest, ticked: string[]): string[] {
  return request.scopes.filter((scope) => isSignInScope(scope) || ticked.includes(scope))
}

export function readRequest(params: UnknownObject): AuthorizationRequest {
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '')
  return {
    clientId: text('client_id'),
    scopes: parseScopes(text('scope')),
    prompts: new Set(text('prompt').split(' ').filter(Boolean)),
    loginHint: text('login_hint') || undefined,
    offline: text('access_type') === 'offline',
    includeGranted: text('include_granted_scopes') === 'true',
  }
}

function likelyAccount(
  { prompts }: AuthorizationRequest,
  { remembered, hinted }: KnownAccounts,
): string | undefined {
  if (prompts.has('select_account') || prompts.has('login')) return undefined
  if (hinted) return hinted
  return remembered.length === 1 ? remembered[0] : undefined
}

function needsConsent({ prompts, scopes }: AuthorizationRequest, granted: string[] | undefined): boolean {
  return prompts.has('consent') || !granted || scopes.some((scope) => !granted.includes(scope))
}
