import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A payload that is not encoded (RFC 7797). */
export default {
  tag: '@R13',
  of: OPENID,
  lie: { header: { crit: ['b64'], b64: false } },
} satisfies Case
