import { type Case, OPENID } from '#tests/hostile/provider/case'

/** What PostgreSQL cannot hold. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: '1234\u0000' } },
} satisfies Case
