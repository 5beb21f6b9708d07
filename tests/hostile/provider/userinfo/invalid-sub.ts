import type { Case } from '#tests/hostile/provider/case'

/** oidcc-client-test-userinfo-invalid-sub: about somebody else. */
export default {
  tag: '@R27',
  of: ['google'],
  lie: {
    claims: { email: undefined, email_verified: undefined },
    userinfo: { body: '{"sub":"somebody-else","email":"a@liar.example","email_verified":true}' },
  },
} satisfies Case
