import 'server-only'
import { createHash } from 'node:crypto'
import { createLocalJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { AppError } from '#lib/errors'
import { type KeptDocument, keepDocument } from '#lib/http/document'
import { boundedFetch, NoAnswerError } from '#lib/http/fetch'
import type { ProviderId } from '#lib/provider-ids'

/** Seconds that the provider's clock and ours may differ. */
const CLOCK_TOLERANCE_SECONDS = 60
const MAX_AGE = '10m'

/** The last second that a date can be of. */
const LAST_SECOND = 8_640_000_000_000

const claimsShape = z.looseObject({
  nonce: z.string(),
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/, 'sub must be 1 to 255 visible ASCII characters'),
  azp: z.string().optional(),
  at_hash: z.string().optional(),
  exp: z.number(),
  auth_time: z.int().nonnegative().max(LAST_SECOND).optional(),
})

/** Claims whose signature, issuer, audience and times were checked. Says nothing of the e-mail yet. */
export type VerifiedClaims = z.output<typeof claimsShape>

/** Who must have signed an `id_token`, by every name that they go by, for whom, and in answer to what. */
type Expected = {
  provider: ProviderId
  issuers: readonly string[]
  audience: string
  jwksUri: string
  /** That of the authorization request. */
  nonce: string
}

/**
 * Verifies an `id_token` as OpenID Connect Core 1.0, section 3.1.3.7 asks: RS256 by a key of the provider, `iss`, a single
 * `aud`, `azp`, `exp`, `iat`, `nbf`, `nonce` and `at_hash`. A check that fails is
 * `provider_invalid`; keys that cannot be fetched are `provider_unavailable`.
 */
export async function verifyIdToken(
  idToken: string,
  accessToken: string,
  expected: Expected,
): Promise<VerifiedClaims> {
  const { provider, audience, nonce } = expected
  const invalid = (reason: string) => new AppError('provider_invalid', { provider, cause: new Error(reason) })

  const payload = await verifySignature(idToken, expected)
  const claims = claimsShape.safeParse(payload)
  if (!claims.success) throw invalid(claims.error.issues[0]?.message ?? 'the claims are not complete')
  const { azp, at_hash } = claims.data
  if (claims.data.nonce !== nonce) throw invalid('the nonce is not that of the request')
  if (Array.isArray(payload.aud) && payload.aud.length !== 1)
    throw invalid('the token has another audience too')
  if (azp !== undefined && azp !== audience) throw invalid('azp names another client')
  if (at_hash !== undefined && at_hash !== hashAccessToken(accessToken))
    throw invalid('at_hash does not match the access token')
  return claims.data
}

async function verifySignature(
  idToken: string,
  { provider, issuers, audience, jwksUri }: Expected,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(idToken, signingKeys(jwksUri), {
      algorithms: ['RS256'],
      issuer: [...issuers],
      audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MAX_AGE,
      requiredClaims: ['sub', 'aud', 'exp', 'iat'],
    })
    return payload
  } catch (cause) {
    throw new AppError(isOutage(cause) ? 'provider_unavailable' : 'provider_invalid', { provider, cause })
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof NoAnswerError
}

/** OpenID Connect Core 1.0, section 3.1.3.8: the left half of the access token's SHA-256. */
function hashAccessToken(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url')
}

const keySets = new Map<string, KeptDocument<JWTVerifyGetKey>>()

/** A provider's signing keys, by `kid` (RFC 7517). One that is not among those that are known is asked for again. */
export function signingKeys(jwksUri: string): JWTVerifyGetKey {
  const keys = keySets.get(jwksUri) ?? keepDocument('signing keys', () => fetchKeys(jwksUri))
  keySets.set(jwksUri, keys)
  return async (header, token) => {
    const find = await keys.get()
    try {
      return await find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      const newer = await keys.getNewer()
      return newer(header, token)
    }
  }
}

const keySetShape = z.looseObject({ keys: z.array(z.unknown()) })
const usableKey = z.looseObject({ kty: z.literal('RSA'), n: z.string().min(1), e: z.string().min(1) })

/** Keys that could not verify anything are no answer: a proxy's page, an empty list. */
async function fetchKeys(jwksUri: string): Promise<JWTVerifyGetKey> {
  const { host } = new URL(jwksUri)
  const response = await boundedFetch(jwksUri, { headers: { accept: 'application/json' } })
  if (response.status !== 200) throw new NoAnswerError(`${host} answered ${response.status} instead of keys`)
  const keys = keySetShape
    .parse(await response.json())
    .keys.flatMap((key) => usableKey.safeParse(key).data ?? [])
  if (keys.length === 0) throw new Error(`${host} published no key for RS256`)
  return createLocalJWKSet({ keys })
}
