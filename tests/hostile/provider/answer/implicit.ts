import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Tokens of the implicit flow, which nobody asked for (RFC 9700, section 2.1.2). */
export default {
  tag: '@R34',
  of: EVERY,
  lie: {
    answer: [
      ['code', undefined],
      ['access_token', 'at'],
      ['id_token', 'a.b.c'],
    ],
  },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
