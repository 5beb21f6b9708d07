import { type Case, OPENID } from '#tests/hostile/provider/case'

/** The signature of other claims. */
export default {
  tag: '@R11',
  of: OPENID,
  lie: {
    forge: (idToken) => {
      const [head, body = '', signature] = idToken.split('.')
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
      const other = Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url')
      return [head, other, signature].join('.')
    },
  },
} satisfies Case
