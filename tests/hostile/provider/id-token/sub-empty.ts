import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Nobody. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: '' } },
} satisfies Case
