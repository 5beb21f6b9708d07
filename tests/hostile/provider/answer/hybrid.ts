import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Tokens beside the code are not read (RFC 9700, section 2.1.2). */
export default {
  tag: '@R34',
  of: EVERY,
  lie: {
    answer: [
      ['access_token', 'at'],
      ['id_token', 'a.b.c'],
    ],
  },
  comesTo: '/dashboard',
  exchanges: 1,
} satisfies Case
