import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Null is no answer. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: 'null' } },
} satisfies Case
