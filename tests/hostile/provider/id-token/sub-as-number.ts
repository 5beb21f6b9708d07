import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A number that could lose digits. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: 42 } },
} satisfies Case
