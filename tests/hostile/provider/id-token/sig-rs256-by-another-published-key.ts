import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Any key that the provider publishes may sign. */
export default {
  tag: '@R14',
  of: OPENID,
  lie: {
    forge: (idToken, { sign }) => sign(idToken, 'any', { alg: 'RS256', kid: 'any' }),
  },
  comesTo: '/dashboard',
} satisfies Case
