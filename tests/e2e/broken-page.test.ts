import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectAccessible } from '#tests/support/accessibility'
import { hydrated, pressSignOut } from '#tests/support/pages'
import { freePort } from '#tests/support/processes'
import { test as base, expect, type Page } from '#tests/support/test'

/**
 * A fault that nothing of ours catches, while a file of its name is there: a list of names cannot be written, as every frame does
 * and the page that deletes an account, or the address of the site not be read, as the metadata of an open page does.
 */
const FAULTS = `
  import { existsSync } from 'node:fs'
  const failIf = (fault) => {
    if (existsSync(process.env.FAULT_FILE + fault)) throw new Error('planted')
  }
  const { format } = Intl.ListFormat.prototype
  Intl.ListFormat.prototype.format = function (list) {
    failIf('list')
    return format.call(this, list)
  }
  globalThis.URL = class extends URL {
    constructor(url, base) {
      super(url, base)
      if (url === process.env.AUTH_URL && new Error().stack.split('\\n')[2].includes('/ssr/')) failIf('metadata')
    }
  }`

type Faulty = {
  url: string
  fail: (fault: 'list' | 'metadata') => Promise<void>
  mend: () => Promise<void>
  output: () => string
}

const test = base.extend<{ faulty: Faulty }>({
  faulty: async ({ stack }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'fault-'))
    const port = await freePort()
    const url = `http://localhost:${port}`
    const { process } = await stack.startSecondApp({
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FAULTS)}`,
      FAULT_FILE: join(folder, '/'),
      PORT: String(port),
      AUTH_URL: url,
    })
    await use({
      url,
      output: process.output,
      fail: (fault) => writeFile(join(folder, fault), ''),
      async mend() {
        for (const fault of await readdir(folder)) await rm(join(folder, fault))
      },
    })
    await process.stop()
    await rm(folder, { recursive: true })
  },
})

test.use({
  allowedErrors: [/status of 500|Server Components render|React error #441|ERR_INTERNET_DISCONNECTED/],
})

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** @returns the reference that the page of our server shows, which has no script */
async function expectBroken(page: Page): Promise<string | null> {
  await expect(page.locator('script')).toHaveCount(0)
  await expect(heading(page)).toHaveText('Something broke on our side')
  return page.locator('code').textContent()
}

test('a page that breaks says so in the words of the site, and is well again afterwards', {
  tag: '@R106',
}, async ({ page, enter, stack, faulty }) => {
  const { url, fail, mend, output } = faulty
  await fail('list')
  expect((await page.goto(`${url}/sign-in`))?.status()).toBe(500)
  const reference = await expectBroken(page)
  await expectAccessible(page)
  expect(output()).toMatch(
    new RegExp(`"level":"error".*"requestId":"${reference}","event":"defect".*planted`),
  )
  await mend()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(heading(page)).toHaveText(/^Sign in/)

  await fail('metadata')
  expect((await page.goto(`${url}/privacy`))?.status(), 'what a page says of itself').toBe(500)
  await expectBroken(page)
  await mend()

  await enter(page, '/settings')
  const session = (await page.context().cookies()).find((one) => one.name === stack.sessionCookie)
  const name = stack.sessionCookie.replace(new URL(stack.appUrl).port, new URL(url).port)
  await page.context().addCookies([{ ...session!, name }])
  await page.goto(`${url}/settings`)
  await hydrated(page)
  await fail('list')
  await page.getByRole('link', { name: 'Delete my account' }).click()
  await expect(heading(page)).toHaveText('Something broke on our side')
  await expect(page.getByRole('banner'), 'the frame stays around a part that breaks').toBeVisible()
  expect(output()).toContain(`"reference":"${await page.locator('code').textContent()}"`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectBroken(page)
  await mend()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: 'Delete my account' })).toBeVisible()
})

for (const path of ['/privacy', '/settings'])
  test(`who signs out while they are offline is told so by their browser: ${path}`, async ({
    page,
    enter,
  }) => {
    await enter(page, path)
    await hydrated(page)
    await page.context().setOffline(true)
    await pressSignOut(page)
    await page.waitForURL('chrome-error://chromewebdata/')
  })
