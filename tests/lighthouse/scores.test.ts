import { chromium } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { freePort } from '#tests/support/processes'
import { expect, test } from '#tests/support/test'

const LEAST = 95
const CATEGORIES = ['accessibility', 'best-practices', 'performance']
const PAGES = ['/', '/sign-in', '/dashboard', '/sessions']

/** On a phone with a slow network and a slow processor, as Lighthouse imitates them, and on a desktop. */
const devices = { phone: undefined, desktop: desktopConfig } as const

test(`every page scores ${LEAST} or better`, async ({ stack, signIn }) => {
  test.setTimeout(600_000)
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  // Lighthouse opens tabs of the browser's own profile, so the session has to be there.
  const context = browser.contexts()[0] ?? (await browser.newContext())
  const page = await context.newPage()
  await signIn(page)
  const [cookie] = (await context.cookies(stack.appUrl)).filter(({ name }) => name.endsWith('session'))
  // The first answer of a fresh process is not what people wait for day by day.
  for (const path of PAGES) await page.goto(`${stack.appUrl}${path}`)
  const low: string[] = []
  for (const path of PAGES) {
    for (const [device, config] of Object.entries(devices)) {
      const result = await lighthouse(
        `${stack.appUrl}${path}`,
        {
          port,
          onlyCategories: CATEGORIES,
          logLevel: 'error',
          disableStorageReset: true,
          extraHeaders: { Cookie: `${cookie?.name}=${cookie?.value}` },
        },
        config,
      )
      const scores = Object.values(result?.lhr.categories ?? {}).map(
        ({ id, score }) => [id, Math.round((score ?? 0) * 100)] as const,
      )
      console.log(`${path} ${device}: ${scores.map(([id, score]) => `${id} ${score}`).join(', ')}`)
      for (const [id, score] of scores) if (score < LEAST) low.push(`${path} ${device} ${id} ${score}`)
    }
  }
  await browser.close()
  expect(low).toEqual([])
})
