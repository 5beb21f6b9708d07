import 'server-only'
import { z } from 'zod'
import type { TokenRefusal, TokenRefusalKind } from '#lib/provider/provider'

const shape = z.object({
  error: z.string().max(200),
  error_description: z.string().max(1_000).optional().catch(undefined),
})

/**
 * What X says of a request that it calls `invalid_request`, whatever is wrong with it, instead of the codes of RFC 6749,
 * section 5.2. X documents none of these texts; https://github.com/plhery/node-twitter-api-v2/issues/496 and others met
 * them. Another text says nothing of a token: least of all that it has ended.
 */
const texts: Record<string, TokenRefusalKind> = {
  'value passed for the token was invalid': 'grant-ended',
  'value passed for the authorization code was invalid': 'grant-ended',
  'value passed for the redirect uri did not match the uri of the authorization code': 'redirect-uri',
}

const codes: Record<string, TokenRefusalKind> = {
  invalid_grant: 'grant-ended',
  // A wrong secret, no Basic header, or an app of a type that has no secret: "Missing valid authorization header".
  unauthorized_client: 'operator',
  invalid_client: 'operator',
  unsupported_grant_type: 'operator',
  invalid_scope: 'operator',
  slow_down: 'busy',
  server_error: 'busy',
  temporarily_unavailable: 'busy',
}

/** How a code of a token endpoint looks (RFC 6749, section 5.2). "Forbidden" is what a proxy says. */
const CODE = /^[a-z][a-z_]*$/

/** What a refusal of X's token endpoint, or of its revocation, means. */
export function readRefusal(body: unknown): TokenRefusal {
  const parsed = shape.safeParse(body)
  if (!parsed.success || !CODE.test(parsed.data.error)) return { kind: 'unclear', reason: titleOf(body) }
  const { error, error_description = '' } = parsed.data
  const said = error_description.trim().toLowerCase().replace(/\.$/, '')
  const known = Object.hasOwn(codes, error) ? codes[error] : undefined
  const byText = error === 'invalid_request' && Object.hasOwn(texts, said) ? texts[said] : undefined
  return { kind: byText ?? known ?? 'invalid', reason: error }
}

const problemShape = z.object({ title: z.string().max(60) })

/** The API's own errors have a title (RFC 9457). */
function titleOf(body: unknown): string {
  return problemShape.safeParse(body).data?.title ?? ''
}
