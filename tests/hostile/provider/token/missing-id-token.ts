import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Who somebody is stands nowhere else. */
export default {
  tag: '@R25',
  of: OPENID,
  lie: { tokens: { id_token: undefined } },
} satisfies Case
