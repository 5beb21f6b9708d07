import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Longer than any of ours. */
export default {
  tag: '@R35',
  of: EVERY,
  lie: { answer: [['state', 's'.repeat(2_000)]] },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
