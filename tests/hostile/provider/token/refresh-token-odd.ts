import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A refresh token that cannot be used counts as none. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { refresh_token: { of: 'x' } } },
  comesTo: '/dashboard',
} satisfies Case
