import { type Case, EVERY } from '#tests/hostile/provider/case'

/** OpenID Connect Core 1.0, section 3.1.2.6: nobody is asked for tokens. */
export default {
  tag: '@R37',
  of: EVERY,
  lie: {
    answer: [
      ['code', undefined],
      ['error', 'access_denied'],
    ],
  },
  comesTo: { google: 'cancelled', facebook: 'cancelled_or_closed', twitter: 'cancelled' },
  exchanges: 0,
} satisfies Case
