import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Another encoding than JSON has (RFC 8259, section 8.1). */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: Buffer.from('{"access_token":"a","token_type":"Bearer"}', 'utf16le') } },
} satisfies Case
