import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A refusal that says nothing. */
export default {
  tag: '@R79',
  of: EVERY,
  lie: { token: { status: 400, body: '<html>' } },
} satisfies Case
