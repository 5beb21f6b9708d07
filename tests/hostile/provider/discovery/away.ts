import type { Case } from '#tests/hostile/provider/case'

/** An outage is said so, at the button. */
export default {
  tag: '@R79',
  of: ['google'],
  lie: { metadata: { status: 503 } },
  comesTo: 'provider_unavailable',
  cold: true,
} satisfies Case
