import type { Case } from '#tests/hostile/provider/case'

/** Nothing was shared. */
export default {
  tag: '@R26',
  of: ['google'],
  lie: { claims: { email: undefined, email_verified: undefined }, userinfo: { status: 403, body: '{}' } },
  comesTo: 'consent_incomplete',
} satisfies Case
