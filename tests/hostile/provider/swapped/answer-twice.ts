import { type Case, EVERY } from '#tests/hostile/provider/case'
import { CookieJar } from '#tests/support/http'
import { createRawBrowser, destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** The same address with the same cookies, at a provider that redeems a code as often as it comes: it is brought once. */
export default {
  tag: '@R29',
  of: EVERY,
  run: async ({ liar, stack, browser, begin, newSubject }, provider) => {
    const first = browser()
    const { path } = liar.answer(await begin(first, provider), newSubject())
    const copy = createRawBrowser(stack, { jar: new CookieJar(first.jar) })
    liar.lie({ lenient: true })
    const exchanges = liar.exchanges()
    expect(destination(await first.get(path))).toBe('/dashboard')
    expect(destination(await copy.get(path))).toBe('attempt_used')
    expect(copy.jar.has(stack.sessionCookie)).toBe(false)
    expect(liar.exchanges()).toBe(exchanges + 1)
  },
} satisfies Case
