import type { Case } from '#tests/hostile/provider/case'

/** No account has it. */
export default {
  tag: '@R22',
  of: ['twitter'],
  lie: { me: { body: '{"data":{"id":"0"}}' } },
} satisfies Case
