import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-secondary-aud: we trust no other audience, whatever azp says. */
export default {
  tag: '@R16',
  of: OPENID,
  lie: ({ provider, clients }) => ({
    claims: { aud: [clients[provider], 'another-client'], azp: clients[provider] },
  }),
} satisfies Case
