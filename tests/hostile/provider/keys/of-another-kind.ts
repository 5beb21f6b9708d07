import { type Case, OPENID } from '#tests/hostile/provider/case'

/** None that could verify RS256. */
export default {
  tag: '@R81',
  of: OPENID,
  lie: { keys: { body: '{"keys":[{"kty":"oct","k":"AAAA","kid":"key-1","alg":"HS256"}]}' } },
  cold: true,
} satisfies Case
