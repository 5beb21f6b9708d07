import { type Case, EVERY } from '#tests/hostile/provider/case'

/** An empty state is none. */
export default {
  tag: '@R1',
  of: EVERY,
  lie: { answer: [['state', '']] },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
