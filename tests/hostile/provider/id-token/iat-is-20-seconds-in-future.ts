import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Clocks differ: the provider’s may be a little ahead. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: () => ({ claims: { iat: Math.floor(Date.now() / 1000) + 20 } }),
  comesTo: '/dashboard',
} satisfies Case
