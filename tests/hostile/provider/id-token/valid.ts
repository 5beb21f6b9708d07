import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test: nothing is wrong. */
export default {
  tag: '@R11',
  of: OPENID,
  lie: { claims: {} },
  comesTo: '/dashboard',
} satisfies Case
