import { type Case, EVERY } from '#tests/hostile/provider/case'

/** An empty token is none. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { access_token: '' } },
} satisfies Case
