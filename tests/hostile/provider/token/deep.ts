import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A hundred thousand brackets. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: '['.repeat(100_000) + ']'.repeat(100_000) } },
} satisfies Case
