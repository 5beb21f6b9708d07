import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An issuer is compared to the letter. */
export default {
  tag: '@R15',
  of: OPENID,
  lie: ({ url }) => ({ claims: { iss: `${url}/` } }),
} satisfies Case
