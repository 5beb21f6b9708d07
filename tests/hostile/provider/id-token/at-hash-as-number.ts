import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A hash that is no text. */
export default {
  tag: '@R21',
  of: OPENID,
  lie: { claims: { at_hash: 0 } },
} satisfies Case
