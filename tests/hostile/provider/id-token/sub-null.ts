import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Null is nobody. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: null } },
} satisfies Case
