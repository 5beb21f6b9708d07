import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A list with somebody is nobody. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: ['1234567890'] } },
} satisfies Case
