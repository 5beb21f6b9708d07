import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An extension that nobody here knows (RFC 7515, section 4.1.11). */
export default {
  tag: '@R13',
  of: OPENID,
  lie: { header: { crit: ['https://evil.example/x'], 'https://evil.example/x': true } },
} satisfies Case
