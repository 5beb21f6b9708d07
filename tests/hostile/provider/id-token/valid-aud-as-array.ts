import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-valid-aud-as-array: a list with our client alone. */
export default {
  tag: '@R16',
  of: OPENID,
  lie: ({ provider, clients }) => ({ claims: { aud: [clients[provider]] } }),
  comesTo: '/dashboard',
} satisfies Case
