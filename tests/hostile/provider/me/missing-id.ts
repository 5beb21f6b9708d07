import type { Case } from '#tests/hostile/provider/case'

/** About nobody. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":{"username":"ada"}}' } },
} satisfies Case
