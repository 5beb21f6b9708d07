import { type Case, OPENID } from '#tests/hostile/provider/case'

/** The right token for the client that we are to another provider. */
export default {
  tag: ['@R16', '@R9'],
  of: OPENID,
  lie: ({ provider, clients }) => ({
    claims: { aud: provider === 'google' ? clients.facebook : clients.google },
  }),
} satisfies Case
