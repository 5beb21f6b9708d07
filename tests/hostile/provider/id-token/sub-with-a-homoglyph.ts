import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Two that look alike must not be two people. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: '12345\u0430' } },
} satisfies Case
