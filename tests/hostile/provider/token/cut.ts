import { type Case, EVERY } from '#tests/hostile/provider/case'

/** No answer. */
export default {
  tag: '@R79',
  of: EVERY,
  lie: { token: { cut: true } },
  comesTo: 'provider_unavailable',
} satisfies Case
