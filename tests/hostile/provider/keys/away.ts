import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An outage of the keys is no forgery. */
export default {
  tag: '@R78',
  of: OPENID,
  lie: { keys: { status: 503 } },
  comesTo: 'provider_unavailable',
  cold: true,
} satisfies Case
