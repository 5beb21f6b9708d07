import { providerIds } from '#lib/provider-ids'
import { type Case, EVERY } from '#tests/hostile/provider/case'
import { expect } from '#tests/support/test'

/** A subject is somebody at its provider alone: the same one elsewhere is somebody else. */
export default {
  tag: '@R91',
  of: EVERY,
  run: async ({ liar, sql, browser, signIn, newSubject }, provider) => {
    const subject = newSubject()
    await signIn(browser(), provider, subject)
    liar.lie({ claims: { email: `other.${subject}@liar.example` } })
    for (const other of providerIds.filter((id) => id !== provider)) await signIn(browser(), other, subject)
    const rows = await sql('SELECT DISTINCT user_id FROM accounts WHERE provider_account_id = $1', [subject])
    expect(rows).toHaveLength(providerIds.length)
  },
} satisfies Case
