import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-missing-aud. */
export default {
  tag: '@R16',
  of: OPENID,
  lie: { claims: { aud: undefined } },
} satisfies Case
