import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Another algorithm than ours, by a published key that says nothing of its own. */
export default {
  tag: '@R12',
  of: OPENID,
  lie: {
    forge: (idToken, { sign }) => sign(idToken, 'any', { alg: 'RS384', kid: 'any' }),
  },
} satisfies Case
