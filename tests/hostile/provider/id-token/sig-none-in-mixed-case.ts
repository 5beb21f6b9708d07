import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-idtoken-sig-none: by another spelling. */
export default {
  tag: '@R12',
  of: OPENID,
  lie: {
    forge: (idToken) => {
      const head = Buffer.from(JSON.stringify({ alg: 'nOnE' })).toString('base64url')
      return `${head}.${idToken.split('.')[1]}.`
    },
  },
} satisfies Case
