import { type Case, OPENID } from '#tests/hostile/provider/case'

/** OpenID Connect Core 1.0, section 3.1.3.7, point 5. */
export default {
  tag: '@R17',
  of: OPENID,
  lie: { claims: { azp: 'another-client' } },
} satisfies Case
