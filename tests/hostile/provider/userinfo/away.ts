import type { Case } from '#tests/hostile/provider/case'

/** An outage. */
export default {
  tag: '@R79',
  of: ['google'],
  lie: { claims: { email: undefined, email_verified: undefined }, userinfo: { status: 503, body: '' } },
  comesTo: 'provider_unavailable',
} satisfies Case
