import { type Case, OPENID } from '#tests/hostile/provider/case'

/** The name that Google alone goes by beside its own. */
export default {
  tag: '@R15',
  of: OPENID,
  lie: { claims: { iss: 'accounts.google.com' } },
} satisfies Case
