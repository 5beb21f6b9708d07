import type { Case } from '#tests/hostile/provider/case'

/** A proxy's page. */
export default {
  tag: '@R81',
  of: ['google'],
  lie: { metadata: { headers: { 'content-type': 'text/html' }, body: '<html>' } },
  cold: true,
} satisfies Case
