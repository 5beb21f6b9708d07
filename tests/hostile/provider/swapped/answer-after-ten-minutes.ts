import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** An attempt ends in the database, whatever its cookie says. */
export default {
  tag: '@R30',
  of: EVERY,
  run: async ({ liar, sql, browser, begin, newSubject }, provider) => {
    const one = browser()
    const { path } = liar.answer(await begin(one, provider), newSubject())
    await sql(`UPDATE sign_in_attempts SET expires_at = expires_at - interval '10 minutes 1 second'`)
    const exchanges = liar.exchanges()
    expect(destination(await one.get(path))).toBe('attempt_expired')
    expect(liar.exchanges()).toBe(exchanges)
  },
} satisfies Case
