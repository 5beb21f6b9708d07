import type { Case } from '#tests/hostile/provider/case'

/** oidcc-client-test-discovery-issuer-mismatch: of another issuer. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { issuer: 'https://evil.example' } },
  cold: true,
} satisfies Case
