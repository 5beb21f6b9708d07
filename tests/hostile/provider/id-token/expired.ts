import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-expired-exp: beyond what clocks may differ. */
export default {
  tag: '@R18',
  of: OPENID,
  lie: () => ({ claims: { exp: Math.floor(Date.now() / 1000) - 90 } }),
} satisfies Case
