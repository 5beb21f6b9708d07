import { type Case, OPENID } from '#tests/hostile/provider/case'

/** No key at all. */
export default {
  tag: '@R81',
  of: OPENID,
  lie: { keys: { body: '{"keys":[]}' } },
  cold: true,
} satisfies Case
