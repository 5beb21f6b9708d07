import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A redirect is not followed, and least of all with a code and a secret. */
export default {
  tag: '@R77',
  of: EVERY,
  lie: ({ url }) => ({ token: { status: 307, headers: { location: `${url}/evil` } } }),
  comesTo: 'provider_unavailable',
} satisfies Case
