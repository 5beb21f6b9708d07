import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Longer than what we keep. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { access_token: 'a'.repeat(9_000) } },
} satisfies Case
