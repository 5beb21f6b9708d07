import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** What somebody began in their session connects nothing to the person who is signed in when it comes back. */
export default {
  tag: ['@R33', '@R93'],
  of: EVERY,
  run: async ({ liar, stack, sql, browser, begin, signIn, newSubject }, provider) => {
    const [one, other] = [browser(), browser()]
    await signIn(one, provider, newSubject())
    await signIn(other, provider, newSubject())
    const subject = newSubject()
    const { path } = liar.answer(
      await begin(one, provider, '/connections/start', { intent: 'link' }),
      subject,
    )
    one.jar.set(stack.sessionCookie, other.jar.get(stack.sessionCookie) ?? '')
    const exchanges = liar.exchanges()
    expect(destination(await one.get(path))).toBe('session_changed')
    expect(liar.exchanges()).toBe(exchanges)
    expect(await sql('SELECT 1 FROM accounts WHERE provider_account_id = $1', [subject])).toEqual([])
  },
} satisfies Case
