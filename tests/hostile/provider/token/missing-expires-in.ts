import { type Case, EVERY } from '#tests/hostile/provider/case'

/** RFC 6749, section 5.1: recommended, and no more. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { expires_in: undefined } },
  comesTo: '/dashboard',
} satisfies Case
