import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Null is none. */
export default {
  tag: '@R25',
  of: OPENID,
  lie: { tokens: { id_token: null } },
} satisfies Case
