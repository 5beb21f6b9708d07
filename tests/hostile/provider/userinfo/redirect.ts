import type { Case } from '#tests/hostile/provider/case'

/** It is not followed with an access token. */
export default {
  tag: '@R27',
  of: ['google'],
  lie: ({ url }) => ({
    claims: { email: undefined, email_verified: undefined },
    userinfo: { status: 302, headers: { location: `${url}/evil` } },
  }),
  comesTo: 'provider_unavailable',
} satisfies Case
