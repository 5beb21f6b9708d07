import 'server-only'
import { z } from 'zod'
import { requireClient } from '#lib/env'
import { AppError } from '#lib/errors'
import { getDiscovery, issuerNames } from '#lib/google/discovery'
import { boundedFetch, readJson } from '#lib/http/fetch'
import { addressShape } from '#lib/provider/address'
import { verifyIdToken } from '#lib/provider/id-token'
import { foldEmail, type Identity } from '#lib/provider/identity'
import { cleanPictureAddress, cleanText, readDomain } from '#lib/provider/text'
import type { TokenAnswer } from '#lib/provider/token-answer'

const MAX_NAME = 200
const MAX_PICTURE = 2_000

/** The address is refused or taken as it is, never mended. What else there is may be anything, and is cleaned below. */
const profileShape = z.object({
  email: addressShape,
  email_verified: z.unknown().optional(),
  name: z.unknown().optional(),
  picture: z.unknown().optional(),
  hd: z.unknown().optional(),
})

/**
 * Who the tokens of this exchange belong to: by a verified `id_token`, and by userinfo where the address is not in it.
 * What a person shared is told by these claims, whatever the token answer calls its scopes: without an address it is
 * `consent_incomplete`. The provider must say `email_verified: true`.
 */
export async function verifyIdentity(
  { idToken, accessToken }: TokenAnswer,
  nonce: string,
): Promise<Identity> {
  if (idToken === null) throw invalid('no id_token')
  const { issuer, jwks_uri } = await getDiscovery()
  const claims = await verifyIdToken(idToken, accessToken, {
    provider: 'google',
    issuers: issuerNames(issuer),
    audience: requireClient('google').id,
    jwksUri: jwks_uri,
    nonce,
  })
  const source = hasEmail(claims) ? claims : await fetchUserinfo(claims.sub, accessToken)
  if (!hasEmail(source)) throw new AppError('consent_incomplete', { provider: 'google' })
  const profile = profileShape.safeParse(source)
  if (!profile.success) throw invalid('the e-mail claim is malformed')
  if (profile.data.email_verified !== true) throw new AppError('email_unverified', { provider: 'google' })
  const { email, name, picture, hd } = profile.data
  return {
    provider: 'google',
    issuer,
    subject: claims.sub,
    email,
    emailVerified: true,
    emailKey: foldEmail(email),
    handle: null,
    name: cleanText(name, MAX_NAME),
    image: cleanPictureAddress(picture, MAX_PICTURE),
    hostedDomain: readDomain(hd),
    authenticatedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
  }
}

/** A claim that is empty was not shared, as one that is not there. */
function hasEmail(claims: object): boolean {
  return 'email' in claims && claims.email !== undefined && claims.email !== null && claims.email !== ''
}

/** Providers other than Google may keep the e-mail out of the `id_token` (OpenID Connect Core 1.0, section 5.4). */
async function fetchUserinfo(subject: string, accessToken: string): Promise<object> {
  const { userinfo_endpoint } = await getDiscovery()
  if (!userinfo_endpoint) return {}
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  const response = await boundedFetch(userinfo_endpoint, { headers }).catch((cause: unknown) => {
    throw new AppError('provider_unavailable', { provider: 'google', cause })
  })
  // RFC 6750, section 3.1: `insufficient_scope`. They did not agree to be known.
  if (response.status === 403) return {}
  if (!response.ok) {
    const outage = response.status === 429 || response.status >= 500
    const cause = new Error(`userinfo answered ${response.status}`)
    throw new AppError(outage ? 'provider_unavailable' : 'provider_invalid', { provider: 'google', cause })
  }
  const body = await readJson(response)
  if (body && typeof body === 'object' && 'sub' in body && body.sub === subject) return body
  throw invalid('userinfo is about somebody else')
}

function invalid(reason: string): AppError {
  return new AppError('provider_invalid', { provider: 'google', cause: new Error(reason) })
}
