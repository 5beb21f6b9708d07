import { expect } from '@playwright/test'
import { type Case, EVERY } from '#tests/hostile/provider/case'
import { destination } from '#tests/support/raw-browser'

/** What names an attempt opens no session, and what names a session finishes no attempt: each is good for one thing. */
export default {
  tag: ['@R28', '@R31'],
  of: EVERY,
  run: async ({ liar, stack, browser, begin, signIn, newSubject }, provider) => {
    const one = browser()
    await signIn(one, provider, newSubject())
    const session = one.jar.get(stack.sessionCookie) ?? ''
    const { path, state, code } = liar.answer(await begin(one, provider), newSubject())
    const [name = '', secret = ''] = [...one.jar].find(([key]) => key.includes('attempt-')) ?? []

    const other = browser()
    for (const value of [secret, secret.split('.')[1] ?? '', state, code, `${session}.${session}`]) {
      other.jar.set(stack.sessionCookie, value)
      expect((await other.get('/api/me')).status, value).toBe(401)
    }
    for (const value of [session, state, code]) {
      one.jar.set(name, value)
      expect(destination(await one.get(path)), value).toBe('other_browser')
    }
    for (const value of [session, state, secret])
      expect((await one.get(`/data-deletion/${value}`)).status, value).toBe(404)
    one.jar.set(name, secret)
    expect(destination(await one.get(path))).toBe('/dashboard')
  },
} satisfies Case
