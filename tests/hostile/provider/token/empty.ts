import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Nothing at all. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: '' } },
} satisfies Case
