import type { Case } from '#tests/hostile/provider/case'

/** About nobody. */
export default {
  tag: '@R27',
  of: ['google'],
  lie: {
    claims: { email: undefined, email_verified: undefined },
    userinfo: { body: '{"email":"a@liar.example","email_verified":true}' },
  },
} satisfies Case
