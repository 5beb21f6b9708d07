import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Issued in 1970. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: { claims: { iat: 0 } },
} satisfies Case
