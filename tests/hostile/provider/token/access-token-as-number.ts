import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A number is none. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { access_token: 42 } },
} satisfies Case
