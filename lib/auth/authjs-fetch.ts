import 'server-only'
import { AppError } from '#lib/errors'
import { boundedFetch, readJson } from '#lib/http/fetch'
import type { Provider } from '#lib/provider/provider'

/**
 * What Auth.js calls instead of `fetch` while it speaks to a provider. Metadata comes from our cache, so that a sign-in
 * costs one request, the token exchange. That one is bounded in time and size, and its failures are told apart: no
 * answer, 429 and 5xx are `provider_unavailable`; a refusal means what the provider's row says.
 */
export function authjsFetch(provider: Provider): typeof fetch {
  const { id, metadata } = provider
  return async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString()
    if (metadata && url === metadata.url()) return Response.json(await metadata.read())

    const response = await boundedFetch(url, init).catch((cause: unknown) => {
      throw new AppError('provider_unavailable', { provider: id, cause })
    })
    if (response.status === 429 || response.status >= 500) {
      const cause = new Error(`the endpoint answered ${response.status}`)
      throw new AppError('provider_unavailable', { provider: id, cause })
    }
    if (!response.ok) throw await refusal(provider, response)
    return response
  }
}

const failureOf = {
  'grant-ended': 'attempt_expired',
  operator: 'provider_refused',
  'redirect-uri': 'redirect_mismatch',
  busy: 'provider_unavailable',
  organisation: 'provider_invalid',
  consent: 'provider_invalid',
  invalid: 'provider_invalid',
} as const

/** RFC 6749, section 5.2. */
async function refusal({ id, classifyRefusal }: Provider, response: Response): Promise<AppError> {
  const body = await readJson(response)
  const code = body && typeof body === 'object' && 'error' in body ? String(body.error) : 'no error code'
  const cause = new Error(`the endpoint answered ${response.status} ${code.slice(0, 60)}`)
  return new AppError(failureOf[classifyRefusal(code)], { provider: id, cause })
}
