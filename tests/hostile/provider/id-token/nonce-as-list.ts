import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A list is no nonce. */
export default {
  tag: '@R3',
  of: OPENID,
  lie: { claims: { nonce: ['of-another-attempt'] } },
} satisfies Case
