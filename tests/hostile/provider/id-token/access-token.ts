import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An access token that is a JWT (RFC 9068) signs nobody in. */
export default {
  tag: '@R28',
  of: OPENID,
  lie: { header: { typ: 'at+jwt' }, claims: { client_id: 'any', scope: 'openid', nonce: undefined } },
} satisfies Case
