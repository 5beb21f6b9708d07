import type { Case } from '#tests/hostile/provider/case'

/** An address that would run in a page of ours. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { authorization_endpoint: 'javascript:alert(1)' } },
  cold: true,
} satisfies Case
