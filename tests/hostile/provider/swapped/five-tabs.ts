import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** Five tabs of one browser begin, and finish in another order: each by itself. */
export default {
  tag: '@R8',
  of: EVERY,
  run: async ({ liar, browser, begin, newSubject }, provider) => {
    const one = browser()
    const paths: string[] = []
    for (let tab = 0; tab < 5; tab++) paths.push(liar.answer(await begin(one, provider), newSubject()).path)
    for (const tab of [3, 0, 4, 1, 2])
      expect(destination(await one.get(paths[tab] ?? '')), String(tab)).toBe('/dashboard')
  },
} satisfies Case
