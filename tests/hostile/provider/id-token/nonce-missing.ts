import { type Case, OPENID } from '#tests/hostile/provider/case'

/** OpenID Connect Core 1.0, section 3.1.3.7, point 11: a nonce that was sent must come back. */
export default {
  tag: '@R3',
  of: OPENID,
  lie: { claims: { nonce: undefined } },
} satisfies Case
