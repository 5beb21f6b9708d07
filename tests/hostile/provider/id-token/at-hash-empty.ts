import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An empty hash is not none. */
export default {
  tag: '@R21',
  of: OPENID,
  lie: { claims: { at_hash: '' } },
} satisfies Case
