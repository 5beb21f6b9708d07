import type { Case } from '#tests/hostile/provider/case'

/** An issuer is compared to the letter. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: ({ url }) => ({ discovery: { issuer: `${url}/` } }),
  cold: true,
} satisfies Case
