import { type Case, EVERY } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-authorization-response-iss (RFC 9207, section 2.4): another issuer. */
export default {
  tag: '@R9',
  of: EVERY,
  lie: { answer: [['iss', 'https://evil.example']] },
  exchanges: 0,
} satisfies Case
