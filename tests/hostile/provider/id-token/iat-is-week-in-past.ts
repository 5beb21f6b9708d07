import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-iat-is-week-in-past: an old token, kept for a rainy day. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: () => ({ claims: { iat: Math.floor(Date.now() / 1000) - 7 * 86_400 } }),
} satisfies Case
