import 'server-only'
import type { Checks } from '#lib/auth/attempt'
import { env } from '#lib/env'
import { AppError, type FailureCode } from '#lib/errors'
import { boundedFetch, type Question, readErrorBody, readJson } from '#lib/http/fetch'
import type { Provider, TokenRefusalKind } from '#lib/provider/provider'
import { isRefusal, readTokenFields, type TokenFields } from '#lib/provider/token-answer'
import { type ProviderId, redirectUri } from '#lib/provider-ids'

/**
 * What Auth.js calls instead of `fetch` while it speaks to a provider. Metadata comes from our cache, so that a sign-in
 * costs one request, the token exchange. That one is bounded in time and size, and its failures are told apart: no
 * answer, 429 and 5xx are `provider_unavailable`; a refusal means what the provider's row says. Auth.js sees of an answer
 * what we read of it, without the `id_token`, which is verified with its signature (lib/provider/id-token.ts).
 *
 * @param checks of the attempt whose code is exchanged
 * @param onTokens is given what the token endpoint answered, as it came. Nobody has checked it yet
 */
export function authjsFetch(
  provider: Provider,
  checks: Checks | undefined,
  onTokens: (fields: TokenFields) => void,
): typeof fetch {
  const { id, metadata } = provider
  const verifier = provider.checks.includes('pkce') ? checks?.codeVerifier : undefined
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : input.toString()
    if (metadata && url === metadata.url()) return Response.json(await metadata.read())

    const response = await boundedFetch(url, completeForm(init, id, verifier)).catch((cause: unknown) => {
      throw new AppError('provider_unavailable', { provider: id, cause })
    })
    if (response.status === 429 || response.status >= 500) {
      const cause = new Error(`the endpoint answered ${response.status}`)
      throw new AppError('provider_unavailable', { provider: id, cause })
    }
    if (!response.ok) throw refusal(provider, response, await readErrorBody(response))
    // RFC 6749, section 3.2: tokens are asked for by POST. Of a provider without `id_token`, Auth.js also reads who it is.
    if (init.method !== 'POST') return response
    const answer = await readJson(response)
    if (isRefusal(answer)) throw refusal(provider, response, answer)
    const fields = readTokenFields(answer, id)
    onTokens(fields)
    const { id_token: _, ...rest } = fields
    return Response.json(rest)
  }
}

/**
 * The redirect URI that the authorization request named (RFC 6749, section 4.1.3), and not what Next makes of it; and the
 * verifier of its challenge (RFC 7636, section 4.5). Of what Auth.js sends, nothing but a form has a body.
 */
function completeForm(
  { method, headers, body: form }: RequestInit,
  provider: ProviderId,
  verifier: string | undefined,
): Question {
  if (!(form instanceof URLSearchParams)) return { method, headers }
  const body = new URLSearchParams(form)
  body.set('redirect_uri', redirectUri(env().AUTH_URL, provider))
  if (verifier !== undefined) body.set('code_verifier', verifier)
  return { method, headers, body }
}

const failureOf: Record<TokenRefusalKind, FailureCode> = {
  'grant-ended': 'attempt_expired',
  operator: 'provider_refused',
  'redirect-uri': 'redirect_mismatch',
  busy: 'provider_unavailable',
  organisation: 'provider_policy',
  consent: 'provider_asks',
  invalid: 'provider_invalid',
  unclear: 'provider_invalid',
}

/** RFC 6749, section 5.2. */
function refusal({ id, readRefusal }: Provider, { status }: Response, body: unknown): AppError {
  const { kind, reason } = readRefusal(body)
  const cause = new Error(`the endpoint answered ${status} ${reason || 'no error code'}`)
  return new AppError(failureOf[kind], { provider: id, cause })
}
