import type { Case } from '#tests/hostile/provider/case'

/** Only `true` says that Google has verified it. */
export default {
  tag: '@R24',
  of: ['google'],
  lie: { claims: { email_verified: undefined } },
  comesTo: 'email_unverified',
} satisfies Case
