import { type Case, EVERY } from '#tests/hostile/provider/case'

/** No parameter twice. */
export default {
  tag: ['@R9', '@R34'],
  of: EVERY,
  lie: {
    answer: [
      ['iss', 'https://accounts.google.com'],
      ['iss', 'https://evil.example'],
    ],
  },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
