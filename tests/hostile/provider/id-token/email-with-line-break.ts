import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A second header line. Facebook's is for showing alone, and is left out. */
export default {
  tag: '@R23',
  of: OPENID,
  lie: { claims: { email: 'a@liar.example\r\nBcc: b@liar.example' } },
  comesTo: { facebook: '/dashboard' },
} satisfies Case
