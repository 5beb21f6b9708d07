import { type Case, EVERY } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-state. */
export default {
  tag: '@R1',
  of: EVERY,
  lie: { answer: [['state', undefined]] },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
