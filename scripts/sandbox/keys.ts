import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

export type Keys = ReturnType<typeof createKeys>
export type Signature = 'ours' | 'foreign' | 'none'

/** The signing keys, the newest last. Retired ones stay published, as tokens under them are still about. */
export function createKeys(initial: JWK[]) {
  const keys = [...initial]
  return {
    private: (): JWK[] => keys,
    public: () => ({
      keys: keys.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use })),
    }),
    async rotate(): Promise<void> {
      keys.push(await newSigningKey())
    },
    /** Signs RS256 with the newest key; or, to test who checks, with an unpublished one or not at all. */
    async sign(payload: JWTPayload, signature: Signature = 'ours'): Promise<string> {
      if (signature === 'none') return new UnsecuredJWT(payload).encode()
      const published = keys.at(-1)
      const jwk = signature === 'foreign' ? await newSigningKey() : published
      if (!jwk) throw new Error('the sandbox has no signing key')
      const header = { alg: 'RS256', kid: published?.kid, typ: 'JWT' }
      return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(jwk, 'RS256'))
    },
  }
}

export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid: randomBytes(20).toString('hex'), alg: 'RS256', use: 'sig' }
}
