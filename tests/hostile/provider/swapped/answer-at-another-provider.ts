import { providerIds } from '#lib/provider-ids'
import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** The mix-up attack (RFC 9700, section 4.4): an answer counts at the redirect URI of who was asked, and no code goes elsewhere. */
export default {
  tag: '@R9',
  of: EVERY,
  run: async ({ liar, browser, begin, newSubject }, provider) => {
    for (const other of providerIds.filter((id) => id !== provider)) {
      const one = browser()
      const { path } = liar.answer(await begin(one, provider), newSubject())
      const exchanges = liar.exchanges()
      const answer = await one.get(path.replace(`callback/${provider}`, `callback/${other}`))
      expect(destination(answer), other).toBe('invalid_callback')
      expect(liar.exchanges()).toBe(exchanges)
    }
  },
} satisfies Case
