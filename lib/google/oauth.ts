import 'server-only'
import { decodeJwt } from 'jose'
import { env, requireClient } from '#lib/env'
import { AppError } from '#lib/errors'
import { type Discovery, getDiscovery, issuerNames, offersAccountChoice } from '#lib/google/discovery'
import { readRefusal } from '#lib/google/reasons'
import { postForm, readErrorBody } from '#lib/http/fetch'
import { basicCredentials, formCredentials } from '#lib/provider/credentials'
import type { AuthorizationRequest, Credentials, RevokeOutcome, TokenEndpoint } from '#lib/provider/provider'
import { parseTokenAnswer, type TokenAnswer } from '#lib/provider/token-answer'

const USERINFO_PREFIX = 'https://www.googleapis.com/auth/userinfo.'

/** What each intent adds to the authorization request (OpenID Connect Core 1.0, section 3.1.2.1). */
export async function authorizationParameters({
  kind,
  scopes,
  hint,
}: AuthorizationRequest): Promise<Record<string, string>> {
  const offered = await offersAccountChoice()
  const choose: Record<string, string> = offered ? { prompt: 'select_account' } : {}
  const hinted: Record<string, string> = hint === null ? {} : { login_hint: hint }
  switch (kind) {
    case 'sign-in':
      return choose
    // Google gives a refresh token at consent only, and these three are about having one.
    case 'link':
      return { prompt: offered ? 'select_account consent' : 'login consent' }
    case 'grant':
    case 'reconnect':
      return { scope: scopes.join(' '), ...hinted, prompt: 'consent' }
    case 'confirm':
      return { ...hinted, max_age: '0', prompt: 'login', ...choose }
  }
}

/** Google answers `email` and `profile` by their long names. */
export function readTokens(answer: unknown, requested: readonly string[]): TokenAnswer {
  const rename = (scope: string) =>
    scope.startsWith(USERINFO_PREFIX) ? scope.slice(USERINFO_PREFIX.length) : scope
  return parseTokenAnswer(answer, { provider: 'google', requested, rename })
}

type AuthMethod = 'client_secret_basic' | 'client_secret_post'

type Ways = Pick<Discovery, 'token_endpoint_auth_methods_supported'>

/** How the client authenticates here: by Basic, unless other ways are listed and not that one (Discovery 1.0, section 3). */
export function authMethod({ token_endpoint_auth_methods_supported: ways }: Ways): AuthMethod {
  return ways && !ways.includes('client_secret_basic') ? 'client_secret_post' : 'client_secret_basic'
}

/** Where tokens are given, and how our client authenticates there. */
export async function findTokenEndpoint(): Promise<TokenEndpoint> {
  const discovery = await getDiscovery()
  return { url: discovery.token_endpoint, credentials: credentialsFor(discovery, requireClient('google')) }
}

/** The credentials of any client at any OpenID provider. */
export function credentialsFor(ways: Ways, client: { id: string; secret: string }): Credentials {
  return authMethod(ways) === 'client_secret_post' ? formCredentials(client) : basicCredentials(client)
}

/**
 * OpenID Connect Core 1.0, section 12.2: a refreshed `id_token` has the same `iss`, `sub` and `aud`. It came straight
 * from the token endpoint, so its claims are compared and its signature is not asked for (section 3.1.3.7, point 6).
 */
export function requireSubject({ idToken }: TokenAnswer, subject: string): void {
  if (idToken === null) return
  const client = requireClient('google')
  const { iss, aud, sub } = readClaims(idToken)
  const ours = issuerNames(env().AUTH_GOOGLE_ISSUER).includes(iss ?? '') && [aud].flat().includes(client.id)
  if (ours && sub === subject) return
  throw new AppError('provider_invalid', {
    provider: 'google',
    cause: new Error('the refreshed id_token is about somebody else'),
  })
}

function readClaims(idToken: string) {
  try {
    return decodeJwt(idToken)
  } catch (cause) {
    throw new AppError('provider_invalid', { provider: 'google', cause })
  }
}

/**
 * Revokes a token, and with it everything that its account granted (RFC 7009; Google: "Revoking a token"). A client that
 * has a secret authenticates (section 2.1), as the endpoint asks or else as at the token endpoint (RFC 8414, section 2).
 */
export async function revokeToken(token: string): Promise<RevokeOutcome> {
  const {
    revocation_endpoint: url,
    revocation_endpoint_auth_methods_supported,
    ...discovery
  } = await getDiscovery()
  if (!url) return { kind: 'nothing-to-revoke' }
  const ways = revocation_endpoint_auth_methods_supported ?? discovery.token_endpoint_auth_methods_supported
  const { headers, fields } = credentialsFor(
    { token_endpoint_auth_methods_supported: ways },
    requireClient('google'),
  )
  try {
    return await readRevocation(await postForm(url, { token, ...fields }, headers))
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : 'no answer' }
  }
}

/** What there is no use in sending again: it has ended, or it is no kind of token that can be revoked. */
const NOTHING_TO_REVOKE = new Set(['invalid_token', 'invalid_grant', 'unsupported_token_type'])

/** RFC 7009, section 2.2.1. */
async function readRevocation(response: Response): Promise<RevokeOutcome> {
  if (response.ok) return { kind: 'revoked' }
  const refusal = readRefusal(await readErrorBody(response))
  const reason = `revocation answered ${response.status} ${refusal.reason}`.trim()
  if (response.status === 400 && NOTHING_TO_REVOKE.has(refusal.reason)) return { kind: 'nothing-to-revoke' }
  return { kind: refusal.kind === 'operator' ? 'refused' : 'failed', reason }
}
