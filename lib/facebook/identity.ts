import 'server-only'
import { requireClient } from '#lib/env'
import { AppError } from '#lib/errors'
import { endpoints } from '#lib/facebook/endpoints'
import { readAddress } from '#lib/provider/address'
import { verifyIdToken } from '#lib/provider/id-token'
import type { Identity } from '#lib/provider/identity'
import { cleanPictureAddress, cleanText } from '#lib/provider/text'
import type { TokenAnswer } from '#lib/provider/token-answer'

const MAX_NAME = 200
const MAX_PICTURE = 2_000

/**
 * Who the tokens of this exchange belong to, by a verified `id_token` alone: Graph is not asked. Nothing says that the address is theirs, and who signed
 * up by telephone or does not share it has none: it is for showing. The picture's address ends when Facebook wants it to
 * (its `ext`), and comes anew with every sign-in.
 */
export async function verifyIdentity(
  { idToken, accessToken }: TokenAnswer,
  nonce: string,
): Promise<Identity> {
  if (idToken === null) throw invalid('no id_token')
  const { issuer, keys } = endpoints()
  const claims = await verifyIdToken(idToken, accessToken, {
    provider: 'facebook',
    issuers: [issuer],
    audience: requireClient('facebook').id,
    jwksUri: keys,
    nonce,
  })
  return {
    provider: 'facebook',
    issuer,
    subject: claims.sub,
    email: readAddress(claims.email),
    emailVerified: false,
    emailKey: null,
    handle: null,
    name: cleanText(claims.name, MAX_NAME),
    image: cleanPictureAddress(claims.picture, MAX_PICTURE),
    hostedDomain: null,
    authenticatedAt: null,
  }
}

function invalid(reason: string): AppError {
  return new AppError('provider_invalid', { provider: 'facebook', cause: new Error(reason) })
}
