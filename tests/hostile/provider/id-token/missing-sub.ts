import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-sub. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: undefined } },
} satisfies Case
