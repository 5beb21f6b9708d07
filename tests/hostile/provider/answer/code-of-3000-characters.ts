import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Longer than any code. */
export default {
  tag: '@R35',
  of: EVERY,
  lie: { answer: [['code', 'c'.repeat(3_000)]] },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
