import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** An account at a provider opens one account here: connecting takes it from nobody. */
export default {
  tag: ['@R91', '@R93'],
  of: EVERY,
  run: async ({ liar, sql, browser, begin, signIn, newSubject }, provider) => {
    const [one, owner] = [browser(), browser()]
    const subject = newSubject()
    await signIn(owner, provider, subject)
    await signIn(one, provider, newSubject())
    const read = () => sql('SELECT user_id FROM accounts WHERE provider_account_id = $1', [subject])
    const before = await read()
    const address = await begin(one, provider, '/connections/start', { intent: 'link' })
    expect(destination(await one.get(liar.answer(address, subject).path))).toBe('account_taken')
    expect(await read()).toEqual(before)
  },
} satisfies Case
