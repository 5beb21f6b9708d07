import { type Case, EVERY } from '#tests/hostile/provider/case'

/** An outage, or a limit: said so, and to be tried again. */
export default {
  tag: '@R79',
  of: EVERY,
  lie: { token: { status: 429, body: '{}' } },
  comesTo: 'provider_unavailable',
} satisfies Case
