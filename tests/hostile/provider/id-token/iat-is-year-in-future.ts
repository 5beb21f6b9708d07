import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Issued in a year. */
export default {
  tag: '@R19',
  of: OPENID,
  lie: () => ({
    claims: {
      iat: Math.floor(Date.now() / 1000) + 31_536_000,
      exp: Math.floor(Date.now() / 1000) + 31_540_000,
    },
  }),
} satisfies Case
