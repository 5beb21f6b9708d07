import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-iat. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: { claims: { iat: undefined } },
} satisfies Case
