import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Markup. Facebook's is for showing alone, and is left out. */
export default {
  tag: '@R23',
  of: OPENID,
  lie: { claims: { email: '<b>a</b>@liar.example' } },
  comesTo: { facebook: '/dashboard' },
} satisfies Case
