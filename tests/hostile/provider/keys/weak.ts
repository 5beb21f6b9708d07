import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A key of 512 bits (RFC 7518, section 3.3: at least 2048). */
export default {
  tag: '@R81',
  of: OPENID,
  lie: {
    keys: {
      body: JSON.stringify({
        keys: [{ kty: 'RSA', n: Buffer.alloc(64, 255).toString('base64url'), e: 'AQAB', kid: 'key-1' }],
      }),
    },
  },
  cold: true,
} satisfies Case
