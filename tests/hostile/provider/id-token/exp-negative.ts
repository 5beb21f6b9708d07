import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A time before all others. */
export default {
  tag: '@R18',
  of: OPENID,
  lie: { claims: { exp: -1 } },
} satisfies Case
