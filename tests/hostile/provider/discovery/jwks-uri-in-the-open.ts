import type { Case } from '#tests/hostile/provider/case'

/** Keys from elsewhere without TLS are believed by nobody. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { jwks_uri: 'http://evil.example/keys' } },
  cold: true,
} satisfies Case
