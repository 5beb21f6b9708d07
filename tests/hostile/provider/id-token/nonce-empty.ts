import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An empty nonce is not none. */
export default {
  tag: '@R3',
  of: OPENID,
  lie: { claims: { nonce: '' } },
} satisfies Case
