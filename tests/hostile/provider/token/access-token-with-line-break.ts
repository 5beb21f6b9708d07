import { type Case, EVERY } from '#tests/hostile/provider/case'

/** What would break a header. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { access_token: 'a\r\nX-Evil: 1' } },
} satisfies Case
