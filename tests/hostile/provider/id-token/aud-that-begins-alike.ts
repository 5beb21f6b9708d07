import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An audience is compared to its end. */
export default {
  tag: '@R16',
  of: OPENID,
  lie: ({ provider, clients }) => ({ claims: { aud: `${clients[provider]}.evil.example` } }),
} satisfies Case
