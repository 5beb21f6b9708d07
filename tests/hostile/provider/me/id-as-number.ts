import type { Case } from '#tests/hostile/provider/case'

/** Digits that are lost beyond 2^53. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":{"id":1500000000000000077}}' } },
} satisfies Case
