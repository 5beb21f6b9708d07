import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Two that look alike must not be two people. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: '1234567890 ' } },
} satisfies Case
