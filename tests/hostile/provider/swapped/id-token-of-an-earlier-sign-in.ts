import { type Case, OPENID } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** A good token, a second time: its nonce is that of another attempt. */
export default {
  tag: '@R3',
  of: OPENID,
  run: async ({ liar, browser, begin, newSubject }, provider) => {
    const subject = newSubject()
    let seen = ''
    liar.lie({
      forge: (idToken) => {
        seen = idToken
        return idToken
      },
    })
    const first = browser()
    expect(destination(await first.get(liar.answer(await begin(first, provider), subject).path))).toBe(
      '/dashboard',
    )
    liar.lie({ forge: () => seen })
    const second = browser()
    const answer = await second.get(liar.answer(await begin(second, provider), subject).path)
    expect(destination(answer)).toBe('provider_invalid')
  },
} satisfies Case
