import { type Case, EVERY } from '#tests/hostile/provider/case'

/** oidcc-client-test-token-type-case-insensitivity. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { token_type: 'BEARER' } },
  comesTo: '/dashboard',
} satisfies Case
