import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-sig-rs256: one character of the signature is another. */
export default {
  tag: '@R11',
  of: OPENID,
  lie: {
    forge: (idToken) => {
      const [head, body, signature = ''] = idToken.split('.')
      return [head, body, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.')
    },
  },
} satisfies Case
