import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A time without end, which is a number to JSON. */
export default {
  tag: '@R18',
  of: OPENID,
  lie: {
    forge: (idToken, { sign }) => {
      const claims = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()
      const endless = Buffer.from(claims.replace(/"exp":\d+/, '"exp":1e999')).toString('base64url')
      return sign(`.${endless}.`, 'any', { alg: 'RS256', kid: 'any' })
    },
  },
} satisfies Case
