import 'server-only'
import { z } from 'zod'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { getDiscovery } from '#lib/google/discovery'
import { verifyIdToken } from '#lib/google/id-token'
import { boundedFetch } from '#lib/http/fetch'

const MAX_EMAIL = 254

/** One ASCII `@`, no space, control, comma, quote or bracket: what may stand in a header or a page. */
const EMAIL = /^[^\s\p{C}<>"',;:()[\]\\@]+@[^\s\p{C}<>"',;:()[\]\\@]+$/u

/** Signs that become `@` under compatibility normalisation: an address must not change its meaning. */
const AT_LOOKALIKES = /[\uFE6B\uFF20]/u

const profileShape = z.object({
  email: z
    .string()
    .max(MAX_EMAIL)
    .regex(EMAIL)
    .refine((email) => !AT_LOOKALIKES.test(email)),
  email_verified: z.unknown().optional(),
  name: z.string().max(500).optional().catch(undefined),
  picture: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional()
    .catch(undefined),
  hd: z.string().max(253).optional().catch(undefined),
})

/** Who Google says this is, after every check. The identity is `issuer` and `sub`, never the e-mail. */
export type Identity = {
  issuer: string
  sub: string
  email: string
  emailKey: string
  name: string | null
  image: string | null
  hostedDomain: string | null
  /** When Google last asked the person to prove who they are, if it says so (`auth_time`). */
  authenticatedAt: Date | null
}

/**
 * The person behind a token answer.
 *
 * @throws AppError `email_unverified` unless the provider says `email_verified: true`; `domain_not_allowed`; `google_invalid`,
 *   `google_unavailable` as verifyIdToken does
 */
export async function verifyIdentity(idToken: string, accessToken: string): Promise<Identity> {
  const { issuer } = await getDiscovery()
  const claims = await verifyIdToken(idToken, accessToken)
  const source = 'email' in claims ? claims : await fetchUserinfo(claims.sub, accessToken)
  const profile = profileShape.safeParse(source)
  if (!profile.success) {
    throw new AppError('google_invalid', { cause: new Error('the e-mail claim is missing or malformed') })
  }
  if (profile.data.email_verified !== true) throw new AppError('email_unverified')
  const { email, name, picture, hd } = profile.data
  requireAllowedDomain(hd)
  return {
    issuer,
    sub: claims.sub,
    email: email.normalize('NFC'),
    emailKey: foldEmail(email),
    name: name?.trim() || null,
    image: picture ?? null,
    hostedDomain: hd ?? null,
    authenticatedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
  }
}

/** The claim `hd` is the proof, never the address: anybody can have an address at a domain (Google: OpenID Connect). */
function requireAllowedDomain(hostedDomain: string | undefined): void {
  const allowed = env().ALLOWED_HOSTED_DOMAINS
  if (allowed.length > 0 && !allowed.includes(hostedDomain?.toLowerCase() ?? ''))
    throw new AppError('domain_not_allowed')
}

/** An address for comparison only: case and Unicode composition do not make another person. */
export function foldEmail(email: string): string {
  return email.normalize('NFC').toLowerCase()
}

/** Providers other than Google may keep the e-mail out of the `id_token` (Core 1.0, section 5.4). */
async function fetchUserinfo(sub: string, accessToken: string): Promise<unknown> {
  const { userinfo_endpoint } = await getDiscovery()
  if (!userinfo_endpoint) {
    throw new AppError('google_invalid', { cause: new Error('nothing tells the e-mail address') })
  }
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  const response = await boundedFetch(userinfo_endpoint, { headers }).catch((cause: unknown) => {
    throw new AppError('google_unavailable', { cause })
  })
  if (!response.ok) {
    const code = response.status === 429 || response.status >= 500 ? 'google_unavailable' : 'google_invalid'
    throw new AppError(code, { cause: new Error(`userinfo answered ${response.status}`) })
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (body && typeof body === 'object' && 'sub' in body && body.sub === sub) return body
  throw new AppError('google_invalid', { cause: new Error('userinfo is about somebody else') })
}
