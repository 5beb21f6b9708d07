import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-sig-es256: another algorithm, by a published key. */
export default {
  tag: '@R12',
  of: OPENID,
  lie: {
    forge: (idToken, { sign }) => sign(idToken, 'curve', { alg: 'ES256', kid: 'curve' }),
  },
} satisfies Case
