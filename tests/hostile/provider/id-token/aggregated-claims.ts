import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-aggregated-claims: claims that are elsewhere are not fetched (R77). */
export default {
  tag: ['@R13', '@R77'],
  of: OPENID,
  lie: ({ url }) => ({
    claims: {
      _claim_names: { age: 'a' },
      _claim_sources: { a: { endpoint: `${url}/evil`, access_token: 'x' } },
    },
  }),
  comesTo: '/dashboard',
} satisfies Case
