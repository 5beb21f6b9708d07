import type { Case } from '#tests/hostile/provider/case'

/** A proxy's page. */
export default {
  tag: '@R79',
  of: ['twitter'],
  lie: { me: { headers: { 'content-type': 'text/html' }, body: '<html>' } },
  comesTo: 'provider_unavailable',
} satisfies Case
