import { type Case, EVERY } from '#tests/hostile/provider/case'

/** RFC 6749, section 5.1: what was asked for was given. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { scope: undefined } },
  comesTo: '/dashboard',
} satisfies Case
