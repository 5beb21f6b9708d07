import { type Case, EVERY } from '#tests/hostile/provider/case'

/** It cannot be both. */
export default {
  tag: '@R34',
  of: EVERY,
  lie: {
    answer: [
      ['code', 'GOOD'],
      ['error', 'access_denied'],
    ],
  },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
