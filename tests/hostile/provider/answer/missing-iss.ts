import type { Case } from '#tests/hostile/provider/case'

/** oidcc-client-test-authorization-response-iss-removed: Google's metadata promises it. */
export default {
  tag: '@R9',
  of: ['google'],
  lie: { answer: [['iss', undefined]] },
  exchanges: 0,
} satisfies Case
