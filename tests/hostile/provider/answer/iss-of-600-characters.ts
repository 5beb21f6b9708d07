import { type Case, EVERY } from '#tests/hostile/provider/case'

/** Longer than any issuer. */
export default {
  tag: '@R35',
  of: EVERY,
  lie: { answer: [['iss', `https://${'a'.repeat(600)}.example`]] },
  comesTo: 'invalid_callback',
  exchanges: 0,
} satisfies Case
