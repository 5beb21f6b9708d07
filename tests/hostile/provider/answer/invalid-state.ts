import { type Case, EVERY } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-state: one that nobody here has made. */
export default {
  tag: '@R1',
  of: EVERY,
  lie: { answer: [['state', 'A'.repeat(43)]] },
  comesTo: 'attempt_expired',
  exchanges: 0,
} satisfies Case
