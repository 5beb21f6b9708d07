import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Longer than an address can be. Facebook's is for showing alone, and is left out. */
export default {
  tag: '@R23',
  of: OPENID,
  lie: { claims: { email: `${'a'.repeat(290)}@liar.example` } },
  comesTo: { facebook: '/dashboard' },
} satisfies Case
