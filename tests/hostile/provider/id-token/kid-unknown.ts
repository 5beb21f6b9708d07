import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A key that nobody publishes. */
export default {
  tag: '@R14',
  of: OPENID,
  lie: { header: { kid: 'made-up' } },
} satisfies Case
