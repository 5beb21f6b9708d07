import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** Each state belongs to the cookie that was set with it, also among two of one browser. */
export default {
  tag: ['@R1', '@R31', '@R33'],
  of: EVERY,
  run: async ({ liar, browser, begin, newSubject }, provider) => {
    const [one, other] = [browser(), browser()]
    const mine = liar.answer(await begin(one, provider), newSubject())
    const theirs = liar.answer(await begin(other, provider), newSubject())
    const exchanges = liar.exchanges()
    expect(destination(await one.get(mine.path.replace(mine.state, theirs.state)))).toBe('other_browser')
    const [[name, value] = ['', '']] = [...one.jar]
    const [[, foreign] = ['', '']] = [...other.jar]
    for (const cookie of [foreign, value.slice(0, -1), '', `${value}x`]) {
      one.jar.set(name, cookie)
      expect(destination(await one.get(mine.path)), cookie).toBe('other_browser')
    }
    expect(liar.exchanges()).toBe(exchanges)
  },
} satisfies Case
