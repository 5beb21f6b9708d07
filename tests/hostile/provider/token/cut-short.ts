import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Half of an answer. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: '{"access_token":"a","tok' } },
} satisfies Case
