import 'server-only'
import { createHash } from 'node:crypto'
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { z } from 'zod'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { getDiscovery } from '#lib/google/discovery'
import { boundedFetch, NoAnswerError } from '#lib/http/fetch'

/** Seconds that the provider's clock and ours may differ. */
const CLOCK_TOLERANCE_SECONDS = 60
const MAX_AGE = '10m'

const identityShape = z.looseObject({
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/, 'sub must be 1 to 255 visible ASCII characters'),
  azp: z.string().optional(),
  at_hash: z.string().optional(),
  auth_time: z.int().nonnegative().optional(),
})

/** Claims whose signature, issuer, audience and times were checked. Says nothing of the e-mail yet. */
export type VerifiedClaims = z.output<typeof identityShape>

/**
 * Verifies an `id_token` as OpenID Connect Core 1.0, section 3.1.3.7 asks: RS256 by a key of the provider,
 * `iss`, a single `aud`, `azp`, `exp`, `iat`, `nbf` and `at_hash`. Auth.js checks the nonce before.
 *
 * @throws AppError `google_invalid` when a check fails, `google_unavailable` when the keys cannot be fetched
 */
export async function verifyIdToken(idToken: string, accessToken: string): Promise<VerifiedClaims> {
  const { issuer, jwks_uri } = await getDiscovery()
  const payload = await verifySignature(idToken, issuer, jwks_uri)
  const claims = identityShape.safeParse(payload)
  if (!claims.success) throw invalid(claims.error.issues[0]?.message ?? 'the claims are not complete')
  requireOwnAudience(payload, claims.data.azp)
  requireAccessTokenHash(claims.data.at_hash, accessToken)
  return claims.data
}

async function verifySignature(idToken: string, issuer: string, jwksUri: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(idToken, signingKeys(jwksUri), {
      algorithms: ['RS256'],
      issuer,
      audience: env().AUTH_GOOGLE_ID,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MAX_AGE,
      requiredClaims: ['sub', 'aud', 'exp', 'iat'],
    })
    return payload
  } catch (cause) {
    if (isOutage(cause)) throw new AppError('google_unavailable', { cause })
    throw new AppError('google_invalid', { cause })
  }
}

function isOutage(error: unknown): boolean {
  if (error instanceof NoAnswerError || error instanceof errors.JWKSTimeout) return true
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC'
}

function requireOwnAudience(payload: JWTPayload, azp: string | undefined): void {
  if (Array.isArray(payload.aud) && payload.aud.length !== 1)
    throw invalid('the token has another audience too')
  if (azp !== undefined && azp !== env().AUTH_GOOGLE_ID) throw invalid('azp names another client')
}

/** OpenID Connect Core 1.0, section 3.1.3.8: the left half of the access token's SHA-256. */
function requireAccessTokenHash(atHash: string | undefined, accessToken: string): void {
  if (atHash === undefined) return
  const half = createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16)
  if (atHash !== half.toString('base64url')) throw invalid('at_hash does not match the access token')
}

function invalid(reason: string): AppError {
  return new AppError('google_invalid', { cause: new Error(reason) })
}

const COOLDOWN_MS = 30_000
const FRESH_MS = 60 * 60 * 1000

let current: { uri: string; keys: JWTVerifyGetKey } | undefined

/** The provider's signing keys, by `kid`: an unknown one makes a single new request, at most every 30 s. */
export function signingKeys(jwksUri: string): JWTVerifyGetKey {
  if (current?.uri !== jwksUri) {
    const keys = createRemoteJWKSet(new URL(jwksUri), {
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: FRESH_MS,
      [customFetch]: (url, init) => boundedFetch(url, init),
    })
    current = { uri: jwksUri, keys }
  }
  return current.keys
}
