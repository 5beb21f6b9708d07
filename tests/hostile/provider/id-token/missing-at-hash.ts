import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-at-hash: it is optional in the code flow. */
export default {
  tag: '@R21',
  of: OPENID,
  lie: { claims: { at_hash: undefined } },
  comesTo: '/dashboard',
} satisfies Case
