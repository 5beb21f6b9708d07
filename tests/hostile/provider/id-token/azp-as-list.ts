import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A list with our client is no azp. */
export default {
  tag: '@R17',
  of: OPENID,
  lie: ({ provider, clients }) => ({ claims: { azp: [clients[provider]] } }),
} satisfies Case
