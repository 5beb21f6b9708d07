import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-iss. */
export default {
  tag: '@R15',
  of: OPENID,
  lie: { claims: { iss: undefined } },
} satisfies Case
