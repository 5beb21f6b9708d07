import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A list is no scope. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { scope: ['openid'] } },
} satisfies Case
