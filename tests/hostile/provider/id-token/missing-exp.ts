import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-exp. */
export default {
  tag: '@R18',
  of: OPENID,
  lie: { claims: { exp: undefined } },
} satisfies Case
