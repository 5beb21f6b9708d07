import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'
import { expect } from '#tests/support/test'

/** Signing a victim in as the attacker (RFC 9700, section 4.7): whoever did not begin finishes nothing, signed in or not. */
export default {
  tag: '@R33',
  of: EVERY,
  run: async ({ liar, stack, browser, begin, signIn, newSubject }, provider) => {
    const [attacker, clean, signedIn, busy] = [browser(), browser(), browser(), browser()]
    await signIn(signedIn, provider, newSubject())
    await begin(busy, provider)
    const { path } = liar.answer(await begin(attacker, provider), newSubject())
    const [session, exchanges] = [signedIn.jar.get(stack.sessionCookie), liar.exchanges()]
    expect(destination(await clean.get(path))).toBe('cookies_blocked')
    expect(destination(await signedIn.get(path))).toBe('other_browser')
    expect(destination(await busy.get(path))).toBe('other_browser')
    expect(signedIn.jar.get(stack.sessionCookie)).toBe(session)
    expect(liar.exchanges()).toBe(exchanges)
    // Nothing is used up by them: whoever began it goes on.
    expect(destination(await attacker.get(path))).toBe('/dashboard')
  },
} satisfies Case
