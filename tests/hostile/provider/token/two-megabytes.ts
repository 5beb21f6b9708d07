import { type Case, EVERY } from '#tests/hostile/provider/case'

/** More than we read. */
export default {
  tag: ['@R25', '@R77'],
  of: EVERY,
  lie: { token: { body: JSON.stringify({ more: 'x'.repeat(2_000_000) }) } },
  comesTo: 'provider_unavailable',
} satisfies Case
