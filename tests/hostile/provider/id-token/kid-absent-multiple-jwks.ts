import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-kid-absent-multiple-jwks: of several keys, none is tried. */
export default {
  tag: '@R14',
  of: OPENID,
  lie: {
    forge: (idToken, { sign }) => sign(idToken, 'any', { alg: 'RS256' }),
  },
} satisfies Case
