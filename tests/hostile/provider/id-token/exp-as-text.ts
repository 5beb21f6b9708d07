import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A time in a text is none. */
export default {
  tag: '@R18',
  of: OPENID,
  lie: () => ({ claims: { exp: String(Math.floor(Date.now() / 1000) + 3600) } }),
} satisfies Case
