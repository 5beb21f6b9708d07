import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A refusal that is not called one. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { body: '{"error":"something_new"}' } },
} satisfies Case
