import { type Case, OPENID } from '#tests/hostile/provider/case'

/** OpenID Connect Core 1.0, section 2: at most 255. */
export default {
  tag: '@R22',
  of: OPENID,
  lie: { claims: { sub: 'x'.repeat(256) } },
} satisfies Case
