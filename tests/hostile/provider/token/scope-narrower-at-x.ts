import type { Case } from '#tests/hostile/provider/case'

/** X has left out what it takes to ask who somebody is. */
export default {
  tag: '@R26',
  of: ['twitter'],
  lie: { tokens: { scope: 'users.email' } },
  comesTo: 'provider_asks',
} satisfies Case
