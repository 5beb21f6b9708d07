import type { Case } from '#tests/hostile/provider/case'

/** Longer than any. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":{"id":"12345678901234567890"}}' } },
} satisfies Case
