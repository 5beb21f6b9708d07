import 'server-only'
import { brand } from '#lib/brand'
import { postForm } from '#lib/http/fetch'
import type { TokenEndpoint } from '#lib/provider/provider'

/** Our client as the environment describes it. */
export type ProbedClient = { id: string; secret: string; redirectUri: string }

/**
 * What a token endpoint makes of our client. Of a refusal `blame` says what is wrong, when the provider tells it apart.
 * `code` is what it said, for people. `clock` is its time when it answered.
 */
export type ClientProbe = { clock: Clock | null } & (
  | { kind: 'accepted' }
  /** It knows the client and accepts the secret, but not the redirect URI. */
  | { kind: 'redirect-refused'; code: string }
  | { kind: 'refused'; blame: 'id' | 'secret' | null; code: string }
  | { kind: 'unclear'; code: string }
)

/** The time of another computer beside ours, in milliseconds, and how far off that may be. */
export type Clock = { theirs: number; ours: number; blur: number }

/** No provider has given out this one. */
const BAD_CODE = `${brand.slug}-doctor-asks`

/**
 * Redeems a code that cannot be right (RFC 6749, section 4.1.3): whoever complains about the code alone has accepted the
 * client before.
 *
 * @param fields what the provider wants beside, such as a verifier
 */
export async function redeemBadCode(
  { url, credentials }: TokenEndpoint,
  redirectUri: string,
  fields: Record<string, string> = {},
): Promise<{ response: Response; clock: Clock | null }> {
  const form = { grant_type: 'authorization_code', code: BAD_CODE, redirect_uri: redirectUri, ...fields }
  const askedAt = Date.now()
  const response = await postForm(url, { ...form, ...credentials.fields }, credentials.headers)
  return { response, clock: readClock(response.headers, askedAt) }
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
