import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4) signs nobody in. */
export default {
  tag: '@R28',
  of: OPENID,
  lie: {
    header: { typ: 'logout+jwt' },
    claims: { events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, nonce: undefined },
  },
} satisfies Case
