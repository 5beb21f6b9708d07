import type { Case } from '#tests/hostile/provider/case'

/** An endpoint elsewhere without TLS gets nothing. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { token_endpoint: 'http://evil.example/x' } },
  cold: true,
} satisfies Case
