import type { Case } from '#tests/hostile/provider/case'

/** A list of people is nobody. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":[{"id":"1"}]}' } },
} satisfies Case
