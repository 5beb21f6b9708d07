import { type Case, OPENID } from '#tests/hostile/provider/case'

/** A security event token (RFC 8417) signs nobody in. */
export default {
  tag: '@R28',
  of: OPENID,
  lie: {
    header: { typ: 'secevent+jwt' },
    claims: {
      events: { 'https://schemas.openid.net/secevent/risc/event-type/sessions-revoked': {} },
      nonce: undefined,
      exp: undefined,
    },
  },
} satisfies Case
