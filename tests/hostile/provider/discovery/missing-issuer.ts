import type { Case } from '#tests/hostile/provider/case'

/** Of nobody. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { issuer: undefined } },
  cold: true,
} satisfies Case
