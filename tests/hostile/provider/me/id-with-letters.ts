import type { Case } from '#tests/hostile/provider/case'

/** It is no number. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":{"id":"12x"}}' } },
} satisfies Case
