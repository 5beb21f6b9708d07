import type { Case } from '#tests/hostile/provider/case'

/** It is not followed. */
export default {
  tag: ['@R10', '@R77'],
  of: ['google'],
  lie: ({ url }) => ({ metadata: { status: 302, headers: { location: `${url}/evil` } } }),
  comesTo: 'provider_unavailable',
  cold: true,
} satisfies Case
