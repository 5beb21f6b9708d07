import 'server-only'
import { getDiscovery } from '#lib/google/discovery'
import { boundedFetch } from '#lib/http/fetch'

type Outcome =
  | { kind: 'revoked' }
  /** It was dead already, or this provider has no such endpoint: there is nothing left to do. */
  | { kind: 'nothing to revoke' }
  | { kind: 'failed'; reason: string }

/**
 * Revokes a token, and with it everything that its account granted (RFC 7009; Google: "Revoking a token").
 *
 * @throws AppError `google_unavailable`, `google_invalid` when the endpoint cannot be discovered
 */
export async function revokeToken(token: string): Promise<Outcome> {
  const { revocation_endpoint } = await getDiscovery()
  if (!revocation_endpoint) return { kind: 'nothing to revoke' }
  try {
    const response = await boundedFetch(revocation_endpoint, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    })
    if (response.ok) return { kind: 'revoked' }
    const body: unknown = await response.json().catch(() => undefined)
    const dead = body && typeof body === 'object' && 'error' in body && body.error === 'invalid_token'
    if (response.status === 400 && dead) return { kind: 'nothing to revoke' }
    return { kind: 'failed', reason: `revocation answered ${response.status}` }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : 'no answer' }
  }
}
