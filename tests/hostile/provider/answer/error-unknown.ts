import { type Case, EVERY } from '#tests/hostile/provider/case'

/** An error that nobody knows is called by our own words. */
export default {
  tag: '@R36',
  of: EVERY,
  lie: {
    answer: [
      ['code', undefined],
      ['error', '<script>alert(1)</script>'],
      ['error_description', '<script>alert(1)</script>'],
      ['error_uri', 'javascript:alert(1)'],
    ],
  },
  comesTo: 'provider_denied',
  exchanges: 0,
} satisfies Case
