import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A list is none. */
export default {
  tag: '@R25',
  of: OPENID,
  lie: { tokens: { id_token: ['a.b.c'] } },
} satisfies Case
