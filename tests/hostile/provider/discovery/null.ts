import type { Case } from '#tests/hostile/provider/case'

/** Null is no document. */
export default {
  tag: '@R81',
  of: ['google'],
  lie: { metadata: { body: 'null' } },
  cold: true,
} satisfies Case
