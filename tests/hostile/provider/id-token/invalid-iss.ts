import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-iss: another issuer. */
export default {
  tag: '@R15',
  of: OPENID,
  lie: { claims: { iss: 'https://evil.example' } },
} satisfies Case
