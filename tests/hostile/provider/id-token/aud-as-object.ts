import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An object is no audience. */
export default {
  tag: '@R16',
  of: OPENID,
  lie: { claims: { aud: { client: 'any' } } },
} satisfies Case
