import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Two tokens in a row are none. */
export default {
  tag: '@R28',
  of: OPENID,
  lie: {
    forge: (idToken) => `${idToken} ${idToken}`,
  },
} satisfies Case
