import { type Case, OPENID } from '#tests/hostile/provider/case'

/** What PostgreSQL cannot hold. Facebook's is for showing alone, and is left out. */
export default {
  tag: '@R23',
  of: OPENID,
  lie: { claims: { email: 'a\u0000@liar.example' } },
  comesTo: { facebook: '/dashboard' },
} satisfies Case
