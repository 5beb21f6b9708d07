import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { type Case, OPENID } from '#tests/hostile/provider/case'

/** The key that signed comes with the token. */
export default {
  tag: '@R13',
  of: OPENID,
  lie: {
    forge: async (idToken) => {
      const { publicKey, privateKey } = await generateKeyPair('RS256')
      const header = { alg: 'RS256', jwk: await exportJWK(publicKey) }
      const payload = Buffer.from(idToken.split('.')[1] ?? '', 'base64url')
      return new CompactSign(payload).setProtectedHeader(header).sign(privateKey)
    },
  },
} satisfies Case
