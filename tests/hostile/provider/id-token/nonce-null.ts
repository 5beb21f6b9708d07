import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Null is no nonce. */
export default {
  tag: '@R3',
  of: OPENID,
  lie: { claims: { nonce: null } },
} satisfies Case
