import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A key of nobody, by the name of a published one. */
export default {
  tag: '@R11',
  of: OPENID,
  lie: {
    forge: (idToken, { sign, published }) =>
      sign(idToken, 'foreign', { alg: 'RS256', ...('kid' in published && { kid: String(published.kid) }) }),
  },
} satisfies Case
