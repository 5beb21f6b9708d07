import { type Case, OPENID } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** An identity is issuer and subject. Whoever comes with somebody else's address, verified or not, gets nothing of theirs. */
export default {
  tag: ['@R91', '@R92'],
  of: OPENID,
  run: async ({ liar, sql, browser, begin, signIn, newSubject }, provider) => {
    const owner = browser()
    const subject = newSubject()
    await signIn(owner, 'google', subject)
    const read = () =>
      sql(
        `SELECT a.provider_account_id, s.id FROM accounts a LEFT JOIN sessions s ON s.account_id = a.id
          WHERE a.user_id = (SELECT user_id FROM accounts WHERE provider_account_id = $1) ORDER BY 2`,
        [subject],
      )
    const before = await read()
    liar.lie({ claims: { email: `${subject}@liar.example`, email_verified: true } })
    const one = browser()
    const answer = await one.get(liar.answer(await begin(one, provider), newSubject()).path)
    expect(destination(answer)).toBe(provider === 'google' ? 'email_taken' : '/dashboard')
    expect(await read()).toEqual(before)
  },
} satisfies Case
