import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A time that is null. */
export default {
  tag: '@R18',
  of: OPENID,
  lie: { claims: { exp: null } },
} satisfies Case
