import type { Case } from '#tests/hostile/provider/case'

/** The same number must not be two people. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":{"id":"0123"}}' } },
} satisfies Case
