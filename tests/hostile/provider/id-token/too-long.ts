import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A token of half a megabyte. */
export default {
  tag: '@R25',
  of: OPENID,
  lie: {
    forge: (idToken) => idToken + 'A'.repeat(500_000),
  },
} satisfies Case
