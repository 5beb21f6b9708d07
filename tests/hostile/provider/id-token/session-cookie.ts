import { type Case, OPENID } from '#tests/hostile/provider/case'

/** What looks like our own session is no token. */
export default {
  tag: '@R28',
  of: OPENID,
  lie: {
    forge: () => 'A'.repeat(43),
  },
} satisfies Case
