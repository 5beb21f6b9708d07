import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { writePorts } from '#scripts/dev/state'
import { type Checkout, createCheckout } from '#tests/support/checkout'
import { consultBeside } from '#tests/support/doctor'
import { hydrated } from '#tests/support/pages'

const test = base.extend<{ checkout: Checkout }>({
  checkout: async ({}, use) => {
    const checkout = await createCheckout()
    await use(checkout)
    await checkout.remove()
  },
})

test.setTimeout(300_000)
test.use({ ignoreHTTPSErrors: true })

test('npm run dev -- --https serves, signs in and reloads over TLS, with cookies that are bound to the host', async ({
  page,
  context,
  checkout,
}) => {
  const port = 20_000 + Math.floor(Math.random() * 3_000)
  // Away from those of the other checkouts that tests start.
  const ports = { postgres: port + 3_000, sandbox: port + 6_000, mail: port + 9_000 }
  await writePorts(join(checkout.path, '.data/ports.json'), ports)
  const dev = checkout.startDev({ PORT: String(port) }, '--https')
  const address = await dev.address
  expect(address).toBe(`https://localhost:${port}`)
  const sockets: string[] = []
  const greetings: Promise<unknown>[] = []
  page.on('websocket', (socket) => {
    sockets.push(socket.url())
    greetings.push(socket.waitForEvent('framereceived').catch(() => undefined))
  })
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))

  await page.goto(`${address}/dashboard`)
  const button = page.getByRole('main').getByRole('button', { name: /with Google$/ })
  await button.click()
  await page.getByRole('button', { name: 'Ada Lovelace ada@gmail.example' }).click()
  const before = greetings.length
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page).toHaveURL(`${address}/dashboard`)
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  const cookies = await context.cookies(address)
  const names = ['session', 'zone'].map((name) => `__Host-latchkey-${new URL(address).port}-${name}`)
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(names)
  expect(cookies.filter(({ secure }) => !secure)).toEqual([])
  const answer = await page.request.get(`${address}/`)
  expect(answer.headers()['strict-transport-security']).toBeUndefined()
  const { checks, code } = await consultBeside(checkout.path, { PORT: String(port) })
  expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
  expect(code).toBe(0)

  // A page that is not connected to the server yet is loaded anew when something changes.
  await expect.poll(() => greetings.length).toBeGreaterThan(before)
  await greetings.at(-1)
  // One that is connected and not hydrated yet is told by React to do it later.
  await hydrated(page)
  await page.evaluate(() => Object.assign(window, { stays: true }))
  const source = join(checkout.path, 'lib/messages/en/overview.ts')
  const title = /title: '[^']*'/
  expect(await readFile(source, 'utf8')).toMatch(title)
  await writeFile(source, (await readFile(source, 'utf8')).replace(title, `title: 'Fresh from the disk'`))
  await expect(page).toHaveTitle(/Fresh from the disk/, { timeout: 120_000 })
  expect(await page.evaluate(() => 'stays' in window)).toBe(true)
  expect(sockets.filter((url) => url.startsWith(`wss://localhost:${port}/_next/`))).not.toEqual([])
  expect(errors.filter((text) => !text.includes('404'))).toEqual([])

  process.kill(dev.pid, 'SIGTERM')
  expect(await dev.exited).toBe(0)
})
