import { type Case, EVERY } from '#tests/hostile/provider/case'

/** RFC 6749, section 3.1: no parameter twice. */
export default {
  tag: '@R34',
  of: EVERY,
  lie: {
    answer: [
      ['code', 'GOOD'],
      ['code', 'EVIL'],
    ],
  },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
