import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Clocks differ (RFC 7519, section 4.1.5). */
export default {
  tag: '@R20',
  of: OPENID,
  lie: () => ({ claims: { nbf: Math.floor(Date.now() / 1000) + 20 } }),
  comesTo: '/dashboard',
} satisfies Case
