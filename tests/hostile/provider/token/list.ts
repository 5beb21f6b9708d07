import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A list is no answer. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: '[]' } },
} satisfies Case
