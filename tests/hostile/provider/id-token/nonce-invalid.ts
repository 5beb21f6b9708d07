import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-nonce-invalid. */
export default {
  tag: '@R3',
  of: OPENID,
  lie: { claims: { nonce: 'of-another-attempt' } },
} satisfies Case
