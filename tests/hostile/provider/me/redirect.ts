import type { Case } from '#tests/hostile/provider/case'

/** It is not followed with an access token. */
export default {
  tag: '@R77',
  of: ['twitter'],
  lie: ({ url }) => ({ me: { status: 302, headers: { location: `${url}/evil` } } }),
  comesTo: 'provider_unavailable',
} satisfies Case
