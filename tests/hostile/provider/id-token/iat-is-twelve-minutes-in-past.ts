import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Older than an answer can be, also where clocks differ by a minute. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: () => ({ claims: { iat: Math.floor(Date.now() / 1000) - 720 } }),
} satisfies Case
