import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Whoever takes their time at the provider comes back with a token that is not new. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: () => ({ claims: { iat: Math.floor(Date.now() / 1000) - 540 } }),
  comesTo: '/dashboard',
} satisfies Case
