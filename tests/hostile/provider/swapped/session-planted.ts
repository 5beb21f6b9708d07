import { type Case, EVERY } from '#tests/hostile/provider/case'
import { expect } from '#tests/support/test'

/** A session that is there before a sign-in, whoever put it there and in whatever state, is never the one after it. */
export default {
  tag: ['@R48', '@R49', '@R53'],
  of: EVERY,
  run: async ({ stack, sql, browser, signIn, newSubject }, provider) => {
    const attacker = browser()
    await signIn(attacker, provider, newSubject())
    const live = attacker.jar.get(stack.sessionCookie) ?? ''
    const expired = browser()
    await signIn(expired, provider, newSubject())
    const over = expired.jar.get(stack.sessionCookie) ?? ''
    await sql(
      `UPDATE sessions SET expires_at = now() - interval '1 day' WHERE token_hash = encode(sha256($1), 'hex')`,
      [Buffer.from(over)],
    )
    for (const planted of [live, over, 'A'.repeat(43), 'x']) {
      const victim = browser()
      victim.jar.set(stack.sessionCookie, planted)
      await signIn(victim, provider, newSubject())
      expect(victim.jar.get(stack.sessionCookie)).not.toBe(planted)
      expect((await victim.get('/api/me')).status).toBe(200)
      const other = browser()
      other.jar.set(stack.sessionCookie, planted)
      expect((await other.get('/api/me')).status, planted).toBe(401)
    }
  },
} satisfies Case
