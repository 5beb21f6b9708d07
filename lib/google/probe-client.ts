import 'server-only'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { credentialsFor } from '#lib/google/client-authentication'
import type { Discovery } from '#lib/google/discovery'
import { boundedFetch } from '#lib/http/fetch'

export type Client = { id: string; secret: string; redirectUri: string }

/** What the token endpoint makes of our client. `clock` is its time when it answered, in milliseconds. */
export type ClientProbe = { kind: 'accepted' | 'refused' | 'unclear'; code: string; clock: Clock | null }

/** The time of another computer beside ours, in milliseconds, and how far off that may be. */
export type Clock = { theirs: number; ours: number; blur: number }

/** No provider has given out this one. */
const BAD_CODE = `${brand.slug}-doctor-asks`

/** Google answers the last two for a client that was deleted or disabled in its console. */
const REFUSALS = new Set(['invalid_client', 'unauthorized_client', 'deleted_client', 'disabled_client'])

const refusal = z.object({ error: z.string().max(60) })

/**
 * Redeems a code that cannot be right: a provider that knows the client says `invalid_grant`, any other
 * `invalid_client` (RFC 6749, section 5.2).
 *
 * @throws NoAnswerError
 */
export async function probeClient(
  provider: Pick<Discovery, 'token_endpoint' | 'token_endpoint_auth_methods_supported'>,
  client: Client,
): Promise<ClientProbe> {
  const { headers, fields } = credentialsFor(provider, client)
  const askedAt = Date.now()
  const response = await boundedFetch(provider.token_endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      ...headers,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: BAD_CODE,
      redirect_uri: client.redirectUri,
      ...fields,
    }).toString(),
  })
  const clock = readClock(response.headers, askedAt)
  const body = refusal.safeParse(await response.json().catch(() => undefined))
  if (!body.success) return { kind: 'unclear', code: `status ${response.status}`, clock }
  return { kind: judge(body.data.error), code: body.data.error, clock }
}

function judge(code: string): ClientProbe['kind'] {
  if (REFUSALS.has(code)) return 'refused'
  // Whoever compares the redirect URI has accepted the client before.
  return code === 'invalid_grant' || code === 'redirect_uri_mismatch' ? 'accepted' : 'unclear'
}

/** `Date` counts whole seconds, and was written at some moment between question and answer. */
function readClock(headers: Headers, askedAt: number): Clock | null {
  const date = Date.parse(headers.get('date') ?? '')
  const age = Number(headers.get('age') ?? 0) * 1_000
  if (Number.isNaN(date) || Number.isNaN(age)) return null
  const answeredAt = Date.now()
  return {
    theirs: date + age + 500,
    ours: (askedAt + answeredAt) / 2,
    blur: 500 + (answeredAt - askedAt) / 2,
  }
}
