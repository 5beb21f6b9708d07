import type { Case } from '#tests/hostile/provider/case'

/** Null is nobody. */
export default {
  tag: '@R79',
  of: ['twitter'],
  lie: { me: { body: 'null' } },
  comesTo: 'provider_unavailable',
} satisfies Case
