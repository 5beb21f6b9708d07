import type { Case } from '#tests/hostile/provider/case'

/** The metadata service of a cloud is no token endpoint. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { token_endpoint: 'http://169.254.169.254/latest/meta-data' } },
  cold: true,
} satisfies Case
