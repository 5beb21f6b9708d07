import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A sign that normalisation would turn into @. Facebook's is for showing alone, and is left out. */
export default {
  tag: '@R23',
  of: OPENID,
  lie: { claims: { email: 'a\uff20evil.example@liar.example' } },
  comesTo: { facebook: '/dashboard' },
} satisfies Case
