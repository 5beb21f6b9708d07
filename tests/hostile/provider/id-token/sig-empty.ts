import { type Case, OPENID } from '#tests/hostile/provider/case'

/** The signature left out, and its dot kept. */
export default {
  tag: '@R11',
  of: OPENID,
  lie: {
    forge: (idToken) => `${idToken.slice(0, idToken.lastIndexOf('.'))}.`,
  },
} satisfies Case
