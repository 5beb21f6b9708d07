import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A list with the right issuer is no issuer. */
export default {
  tag: '@R15',
  of: OPENID,
  lie: ({ url }) => ({ claims: { iss: [url] } }),
} satisfies Case
