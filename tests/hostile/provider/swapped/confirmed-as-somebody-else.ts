import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** Who confirms must be who signed in: another account of the provider confirms nothing. */
export default {
  tag: ['@R57', '@R95'],
  of: EVERY,
  run: async ({ liar, stack, sql, browser, begin, signIn, newSubject }, provider) => {
    const one = browser()
    const subject = newSubject()
    await signIn(one, provider, subject)
    const times = () =>
      sql(
        `SELECT s.authenticated_at FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.provider_account_id = $1`,
        [subject],
      )
    const [before, session] = [await times(), one.jar.get(stack.sessionCookie)]
    const address = await begin(one, provider, '/connections/start', { intent: 'confirm' })
    expect(destination(await one.get(liar.answer(address, newSubject()).path))).toBe('other_account')
    expect(await times()).toEqual(before)
    expect(one.jar.get(stack.sessionCookie)).toBe(session)
  },
} satisfies Case
