import { type Case, OPENID } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** The same where nobody looks at the verifier: the nonce does not fit (RFC 9700, section 4.5.3). */
export default {
  tag: ['@R32', '@R3'],
  of: OPENID,
  run: async ({ liar, browser, begin, newSubject }, provider) => {
    const [victim, attacker] = [browser(), browser()]
    const mine = liar.answer(await begin(attacker, provider), newSubject())
    const theirs = liar.answer(await begin(victim, provider), newSubject())
    liar.lie({ lenient: true })
    const answer = await victim.get(theirs.path.replace(theirs.code, mine.code))
    expect(destination(answer)).toBe('provider_invalid')
  },
} satisfies Case
