import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An encrypted token, which nobody asked for. */
export default {
  tag: '@R28',
  of: OPENID,
  lie: {
    forge: (idToken) => `${idToken}.AAAA.AAAA`,
  },
} satisfies Case
