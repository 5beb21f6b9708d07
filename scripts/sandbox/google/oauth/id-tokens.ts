import { hash, randomBytes } from 'node:crypto'
import {
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { z } from 'zod'

type Signing = {
  keys: ReturnType<typeof createSigningKeys>
  tampering: ReturnType<typeof createTampering>
}

/**
 * Signs an id_token of oidc-provider anew. Its key is fixed when it starts, ours rotates; Google adds `azp` and
 * `at_hash` (OpenID Connect Core 3.1.3.6); and tests of those who verify need wrong tokens.
 */
export async function signIdToken(
  { keys, tampering }: Signing,
  idToken: string,
  accessToken: string,
): Promise<string> {
  const original: JWTPayload = decodeJwt(idToken)
  const at_hash = hash('sha256', accessToken, 'buffer').subarray(0, 16).toString('base64url')
  const { claims, signature } = tampering.apply({ ...original, azp: original.aud, at_hash })
  return keys.sign(claims, signature)
}

/** The signing keys, the newest last. Retired ones stay published, as tokens under them are still in use. */
export function createSigningKeys(initial: JWK[]) {
  const keys = [...initial]
  return {
    private: (): JWK[] => keys,
    public: () => ({
      keys: keys.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use })),
    }),
    async rotate(): Promise<void> {
      keys.push(await newSigningKey())
    },
    /**
     * Signs RS256 with the newest key; or, to test who verifies, with an unpublished one or not at all. `changes` are to the
     * header.
     */
    async sign(payload: JWTPayload, signature: Signature = 'ours', changes: object = {}): Promise<string> {
      if (signature === 'none') return new UnsecuredJWT(payload).encode()
      const published = keys.at(-1)
      const jwk = signature === 'foreign' ? await newSigningKey() : published
      if (!jwk) throw new Error('the sandbox has no signing key')
      const header = { alg: 'RS256', kid: published?.kid, typ: 'JWT', ...changes }
      return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(jwk, 'RS256'))
    },
  }
}

export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid: randomBytes(20).toString('hex'), alg: 'RS256', use: 'sig' }
}

/** How coming id_tokens are made wrong on purpose, for tests of those who should verify them. */
export const tamperingSchema = z.object({
  /** How many id_tokens it changes. */
  times: z.int().positive().default(1),
  /** Claims to replace; null takes one away. */
  claims: z.record(z.string(), z.json()).default({}),
  /** `foreign`: a key that is not published, under a published key's id. `none`: no signature. */
  signature: z.enum(['ours', 'foreign', 'none']).default('ours'),
})

type Tampering = z.output<typeof tamperingSchema>
type Signature = Tampering['signature']

export function createTampering() {
  let waiting: Tampering[] = []
  return {
    add(tampering: Tampering): void {
      waiting.push(tampering)
    },
    /** The claims and signature the next id_token gets. */
    apply(claims: JWTPayload): { claims: JWTPayload; signature: Signature } {
      const [next] = waiting
      if (!next) return { claims, signature: 'ours' }
      if (--next.times === 0) waiting = waiting.slice(1)
      const merged = Object.entries({ ...claims, ...next.claims }).filter(([, value]) => value !== null)
      return { claims: Object.fromEntries(merged), signature: next.signature }
    },
    /** How many id_tokens will still be wrong. */
    left: () => waiting.reduce((sum, { times }) => sum + times, 0),
    clear(): void {
      waiting = []
    },
  }
}
