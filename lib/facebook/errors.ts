import 'server-only'
import { z } from 'zod'
import type { TokenRefusal, TokenRefusalKind } from '#lib/provider/provider'

/** An error of Graph or of the token endpoint (https://developers.facebook.com/docs/graph-api/guides/error-handling). */
export type GraphError = { code: number; subcode: number | null; message: string; transient: boolean }

const shape = z.object({
  error: z.object({
    code: z.int(),
    error_subcode: z.int().optional().catch(undefined),
    message: z.string().catch(''),
    is_transient: z.boolean().catch(false),
  }),
})

/** The error in a body; null when it is none of Facebook's, whose `error` is an object. */
export function readGraphError(body: unknown): GraphError | null {
  const parsed = shape.safeParse(body)
  if (!parsed.success) return null
  const { code, error_subcode, message, is_transient } = parsed.data.error
  return { code, subcode: error_subcode ?? null, message, transient: is_transient }
}

/** How it is called in the log: its text may name a person. */
export function nameError({ code, subcode }: Pick<GraphError, 'code' | 'subcode'>): string {
  return subcode === null ? String(code) : `${code}/${subcode}`
}

/** Graph's codes that mean one thing, whatever their subcode and text. */
const kinds: Readonly<Record<number, TokenRefusalKind>> = {
  // Facebook stumbles.
  2: 'busy',
  // Limits of the application, of a person, of a page, and the two of one kind of call.
  4: 'busy',
  17: 'busy',
  32: 'busy',
  341: 'busy',
  613: 'busy',
  // The person has not allowed it.
  10: 'consent',
  // An unknown or disabled application.
  101: 'operator',
  // A session that is gone.
  102: 'grant-ended',
  190: 'grant-ended',
  // An address that the application may not use.
  191: 'redirect-uri',
  // Blocked for a breach of a policy.
  368: 'operator',
  // "Can't Load URL": the dialog's word for 191.
  1349048: 'redirect-uri',
}

/** Subcodes say more than their code. */
const bySubcode: Readonly<Record<string, TokenRefusalKind>> = {
  // A code that has expired, that belongs to another redirect URI, that was used.
  '100/36007': 'grant-ended',
  '100/36008': 'redirect-uri',
  '100/36009': 'grant-ended',
  // The person has to go to facebook.com first: a checkpoint, an account that is not confirmed.
  '190/459': 'consent',
  '190/464': 'consent',
}

/** Codes that mean several things, told apart by Facebook's text alone. */
const byText: readonly (readonly [code: number, text: RegExp, kind: TokenRefusalKind])[] = [
  [1, /client secret/i, 'operator'],
  // Facebook has dropped the challenge: AUTH_FACEBOOK_PKCE=0 is for that.
  [1, /code[ _](verifier|challenge)/i, 'operator'],
  [1, /(?:)/, 'busy'],
  [100, /verification code/i, 'grant-ended'],
  [100, /appsecret_proof/i, 'operator'],
  // The token of the application itself: its secret is wrong.
  [190, /access token signature/i, 'operator'],
]

/**
 * What an error means. One that is not listed is `invalid`: it never ends anything of a person's, and Facebook's own word
 * that it passes is believed.
 */
export function kindOfError({ code, subcode, message, transient }: GraphError): TokenRefusalKind {
  const textual = byText.find(([one, text]) => one === code && text.test(message))?.[2]
  const kind = bySubcode[`${code}/${subcode}`] ?? textual ?? kinds[code]
  if (kind) return kind
  // 200 to 299 are permissions, each by its number.
  if (code >= 200 && code <= 299) return 'consent'
  return transient ? 'busy' : 'invalid'
}

/** What a refusal of the token endpoint means. */
export function readRefusal(body: unknown): TokenRefusal {
  const error = readGraphError(body)
  if (!error) return { kind: 'unclear', reason: '' }
  return { kind: kindOfError(error), reason: nameError(error) }
}

/** How RFC 6749 (section 4.1.2.1) calls what Facebook says with a number, or what our table has a name for. */
const redirectErrors: Readonly<Record<TokenRefusalKind, string>> = {
  'grant-ended': 'server_error',
  organisation: 'access_denied',
  consent: 'access_denied',
  operator: 'unauthorized_client',
  'redirect-uri': 'redirect_uri_mismatch',
  busy: 'temporarily_unavailable',
  invalid: 'server_error',
  unclear: 'server_error',
}

const NUMBER = /^\d{1,9}$/

/**
 * The error of a redirect that has `error_code` and `error_message` alone, as Facebook's dialog refuses what nobody has
 * cancelled.
 */
export function readRedirectError(query: URLSearchParams): string | null {
  const [value, ...others] = query.getAll('error_code')
  if (value === undefined || others.length > 0 || query.has('code')) return null
  if (!NUMBER.test(value)) return 'server_error'
  const message = query.get('error_message') ?? ''
  return redirectErrors[kindOfError({ code: Number(value), subcode: null, message, transient: false })]
}
