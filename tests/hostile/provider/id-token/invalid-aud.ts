import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-aud: for another client. */
export default {
  tag: '@R16',
  of: OPENID,
  lie: { claims: { aud: 'another-client' } },
} satisfies Case
