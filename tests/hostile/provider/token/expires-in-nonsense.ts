import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A lifetime that makes no sense counts as none. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { expires_in: -1e300 } },
  comesTo: '/dashboard',
} satisfies Case
