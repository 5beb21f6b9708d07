import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Neither a code nor an error. */
export default {
  tag: '@R34',
  of: EVERY,
  lie: { answer: [['code', undefined]] },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
