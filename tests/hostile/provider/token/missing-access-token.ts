import { type Case, EVERY } from '#tests/hostile/provider/case'

/** RFC 6749, section 5.1: required. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { access_token: undefined } },
} satisfies Case
