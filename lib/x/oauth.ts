import 'server-only'
import { env, requireClient } from '#lib/env'
import { postForm, readErrorBody } from '#lib/http/fetch'
import { basicCredentials } from '#lib/provider/credentials'
import type { AuthorizationRequest, Credentials, RevokeOutcome, TokenEndpoint } from '#lib/provider/provider'
import { readRefusal } from '#lib/x/reasons'

/** Who vouches for an identity of X. X itself has no name for that: it is no OpenID provider. */
export function issuer(): string {
  return env().X_URL ?? 'https://x.com'
}

/** Never twitter.com: whoever is signed in at x.com is not signed in there, or as somebody else. */
export function authorizationUrl(): string {
  return `${env().X_URL ?? 'https://x.com'}/i/oauth2/authorize`
}

export const API = 'https://api.x.com'

export function apiBase(): string {
  return env().X_URL ?? API
}

/**
 * What an intent adds. Consent is all or nothing, and never adds to an earlier one: the scopes are all that is asked. X
 * knows no `prompt`, `login_hint` or `max_age`.
 */
export async function authorizationParameters({
  scopes,
}: AuthorizationRequest): Promise<Record<string, string>> {
  return { scope: scopes.join(' ') }
}

/** Where tokens are given, and how a client authenticates there: by Basic, and by its id in the form as well. */
export function tokenEndpointAt(base: string, client: { id: string; secret: string }): TokenEndpoint {
  return { url: `${base}/2/oauth2/token`, credentials: credentialsOf(client) }
}

/** The same for this application. */
export function tokenEndpoint(client = requireClient('twitter')): TokenEndpoint {
  return tokenEndpointAt(apiBase(), client)
}

function credentialsOf(client: { id: string; secret: string }): Credentials {
  return { ...basicCredentials(client), fields: { client_id: client.id } }
}

/** Revokes one token, and no other that came with it (RFC 7009; X, "POST oauth2/revoke"). */
export async function revokeToken(token: string): Promise<RevokeOutcome> {
  const { headers, fields } = credentialsOf(requireClient('twitter'))
  try {
    return await readRevocation(await postForm(`${apiBase()}/2/oauth2/revoke`, { token, ...fields }, headers))
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : 'no answer' }
  }
}

/** RFC 7009, section 2.2.1. Of a token that has ended X may say so, or that it is revoked. */
async function readRevocation(response: Response): Promise<RevokeOutcome> {
  if (response.ok) return { kind: 'revoked' }
  const { kind, reason } = readRefusal(await readErrorBody(response))
  if (response.status === 400 && kind === 'grant-ended') return { kind: 'nothing-to-revoke' }
  return {
    kind: kind === 'operator' ? 'refused' : 'failed',
    reason: `revocation answered ${response.status} ${reason}`.trim(),
  }
}
