import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A type that we cannot use (RFC 6749, section 7.1). */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { tokens: { token_type: 'mac' } },
} satisfies Case
