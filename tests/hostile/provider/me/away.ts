import type { Case } from '#tests/hostile/provider/case'

/** An outage. */
export default {
  tag: '@R79',
  of: ['twitter'],
  lie: { me: { status: 503, body: '' } },
  comesTo: 'provider_unavailable',
} satisfies Case
