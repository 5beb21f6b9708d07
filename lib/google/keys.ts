import 'server-only'
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { boundedFetch } from '#lib/http/fetch'

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
