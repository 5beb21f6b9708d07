import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An azp that names us changes nothing. */
export default {
  tag: '@R17',
  of: OPENID,
  lie: ({ provider, clients }) => ({ claims: { azp: clients[provider] } }),
  comesTo: '/dashboard',
} satisfies Case
