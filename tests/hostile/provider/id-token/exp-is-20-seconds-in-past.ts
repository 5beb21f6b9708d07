import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Clocks differ: what has just ended by ours has not by the provider’s (RFC 7519, section 4.1.4). */
export default {
  tag: '@R18',
  of: OPENID,
  lie: () => ({ claims: { exp: Math.floor(Date.now() / 1000) - 20 } }),
  comesTo: '/dashboard',
} satisfies Case
