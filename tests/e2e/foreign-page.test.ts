import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chooseAtGoogle } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

/** What a page of another site has a browser load, and how often each: a thousand times in all. */
const TIMES = 125
const WINDOWS = 5
const CALLBACK = '/api/auth/callback/google'

/** Runs in the foreign page: loads both addresses as everything that a page can load, ten at a time. */
async function loadEverything([appUrl, callback, times, windows]: readonly [string, string, number, number]) {
  const frame = (name = '') => {
    const element = document.createElement('iframe')
    element.name = name
    return element
  }
  const loaded = (element: HTMLElement) =>
    new Promise<void>((resolve) => {
      element.onload = element.onerror = () => resolve()
      document.body.append(element)
    }).finally(() => element.remove())
  const kinds = {
    image: (url: string) => loaded(Object.assign(new Image(), { src: url })),
    frame: (url: string) => loaded(Object.assign(frame(), { src: url })),
    fetch: (url: string) => fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined),
    form: async (url: string, method: string, name: string) => {
      const form = document.createElement('form')
      Object.assign(form, { action: url, method, target: name })
      for (const [key, value] of new URL(url).searchParams) {
        const field = document.createElement('input')
        Object.assign(field, { name: key, value, type: 'hidden' })
        form.append(field)
      }
      const target = frame(name)
      document.body.append(form)
      const answered = new Promise<void>((resolve) => {
        // It is loaded empty first.
        target.onload = () => {
          target.onload = () => resolve()
          form.submit()
        }
      })
      document.body.append(target)
      await answered
      target.remove()
      form.remove()
    },
  }
  const addresses = (n: number) => [
    `${appUrl}${callback}?state=foreign-${n}&code=${n}`,
    `${appUrl}/sign-in/start?provider=google&n=${n}`,
  ]
  const all = Array.from({ length: times }, (_, n) => addresses(n)).flat()
  const work = Object.values(kinds).flatMap((load, kind) =>
    all.map((url, n) => () => load(url, url.includes('/start') ? 'post' : 'get', `target-${kind}-${n}`)),
  )
  const workers = Array.from({ length: 10 }, async () => {
    for (let next = work.pop(); next; next = work.pop()) await next()
  })
  await Promise.all(workers)
  for (let n = 0; n < windows; n += 1) window.open(addresses(n)[0])
}

test('a page of another site that loads the callback and the start a thousand times changes nothing for its visitor', {
  tag: ['@R98', '@R110'],
}, async ({ browser, stack, person, sql }) => {
  const foreign = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Another site</title>')
  })
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`
  // With the limit that everybody has: one more request that is counted would be one too many.
  await stack.restartApp({ SIGN_IN_ATTEMPTS_PER_MINUTE: '2' })
  // Whoever signed in from here a moment ago is none of them.
  await sql('DELETE FROM rate_limits')
  const context = await browser.newContext({ baseURL: stack.appUrl })
  try {
    const state = async () =>
      JSON.stringify([
        await sql('SELECT key, points FROM rate_limits ORDER BY key'),
        await sql('SELECT id, used_at FROM sign_in_attempts ORDER BY id'),
        (await context.cookies(stack.appUrl)).map(({ name, value }) => [name, value]),
      ])
    const visitor = await context.newPage()
    await visitor.goto('/sign-in?returnTo=/sessions')
    await visitor.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
    await visitor.waitForURL((url) => url.origin === stack.issuer)
    const before = await state()
    const page = await context.newPage()
    await page.goto(origin)
    await page.evaluate(loadEverything, [stack.appUrl, CALLBACK, TIMES, WINDOWS] as const)
    await expect.poll(() => context.pages().length).toBe(WINDOWS + 2)
    for (const opened of context.pages().slice(2))
      await expect(opened.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await state()).toBe(before)

    await chooseAtGoogle(visitor, person)
    await visitor.waitForURL(`${stack.appUrl}/sessions`)
  } finally {
    await context.close()
    foreign.close()
    foreign.closeAllConnections()
    await stack.restartApp()
  }
})
