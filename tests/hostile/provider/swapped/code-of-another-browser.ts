import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** The code of one browser with the state of another (RFC 9700, section 4.5): the verifier does not fit, and the provider says so. */
export default {
  tag: '@R32',
  of: EVERY,
  run: async ({ liar, browser, begin, newSubject }, provider) => {
    const [victim, attacker] = [browser(), browser()]
    const mine = liar.answer(await begin(attacker, provider), newSubject())
    const theirs = liar.answer(await begin(victim, provider), newSubject())
    const answer = await victim.get(theirs.path.replace(theirs.code, mine.code))
    expect(destination(answer)).toBe('attempt_expired')
    expect(liar.complaints().at(-1)).toBe(`${provider}: the verifier is another`)
  },
} satisfies Case
