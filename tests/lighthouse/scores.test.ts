import { chromium, type Page } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { freePort } from '#tests/support/processes'
import { prepare, states, type Who } from '#tests/support/states'
import { expect, test } from '#tests/support/test'

/** Of a hundred, in each category. */
const LEAST = 98

/** Milliseconds until the largest thing is there, and the share of the window that moves meanwhile. */
const MOST = { 'largest-contentful-paint': 1_500, 'cumulative-layout-shift': 0 }

/** Milliseconds from a press to the next picture, on a processor that is slowed down (https://web.dev/articles/inp). */
const MOST_INP = 100
const SLOWER = 4

/** On a phone with a slow network and a slow processor, as Lighthouse imitates them, and on a desktop. */
const devices = { phone: undefined, desktop: desktopConfig } as const

/** Pages that are kept from search engines, by themselves or by robots.txt: that they are is no fault. */
const UNLISTED = ['/data-deletion/[code]', '/sign-in/problem']

test.use({ allowedErrors: [/.*/] })

for (const who of Object.keys(states) as Who[]) {
  const shown = states[who].filter(({ page }) => page !== null)
  if (shown.length === 0) continue
  for (const [device, config] of Object.entries(devices)) {
    test(`every page that ${who} sees scores ${LEAST} or better: ${device}`, async ({
      page,
      stack,
      means: hand,
    }) => {
      test.setTimeout(1_200_000)
      await prepare[who](hand)
      const port = await freePort()
      const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH,
        args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      })
      const low: string[] = []
      for (const { page: name, path, before, after } of shown) {
        await before?.(hand)
        const url = stack.appUrl + (typeof path === 'string' ? path : await path(hand))
        // The first answer of a fresh process is not what people wait for day by day. It also makes the cookies of a page.
        await page.goto(url)
        const cookies = await page.context().cookies(stack.appUrl)
        const result = await lighthouse(
          url,
          {
            port,
            logLevel: 'error',
            disableStorageReset: true,
            // Lighthouse opens tabs of the browser's own profile, which nobody has signed in.
            extraHeaders: { Cookie: cookies.map((one) => `${one.name}=${one.value}`).join('; ') },
            skipAudits: UNLISTED.includes(name ?? '') ? ['is-crawlable'] : null,
          },
          config,
        )
        if (!result) throw new Error(`Lighthouse says nothing of ${url}`)
        const inp = device === 'phone' ? await measureInp(page) : 0
        const { row, faults } = readReport(result.lhr)
        console.log(`| ${name} | ${device} | ${[...row, device === 'phone' ? inp : ''].join(' | ')} |`)
        low.push(...faults.map((fault) => `${name}: ${fault}`))
        if (inp > MOST_INP) low.push(`${name}: a press is answered after ${inp} milliseconds`)
        await after?.(hand)
      }
      await browser.close()
      expect(low).toEqual([])
    })
  }
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

/** The figures of one run, as a row of the table in docs/performance.md, and those that are not good enough, with why. */
function readReport({ categories, audits }: Report): { row: number[]; faults: string[] } {
  const figureOf = (id: string) => Math.round((audits[id]?.numericValue ?? Number.NaN) * 1_000) / 1_000
  const percent = (score: number | null | undefined) => Math.round((score ?? 0) * 100)
  const bad = Object.values(categories).filter(({ score }) => percent(score) < LEAST)
  const row = ['performance', 'accessibility', 'best-practices', 'seo'].map((id) =>
    percent(categories[id]?.score),
  )
  return {
    row: [...row, Math.round(figureOf('largest-contentful-paint')), figureOf('cumulative-layout-shift')],
    faults: [
      ...bad.map(({ id, score, auditRefs }) => {
        const causes = auditRefs.filter(
          (ref) => ref.weight > 0 && percent(audits[ref.id]?.score ?? 1) < LEAST,
        )
        return `${id} ${percent(score)} (${causes.map((ref) => ref.id).join(', ')})`
      }),
      ...Object.entries(MOST)
        .filter(([id, most]) => !(figureOf(id) <= most))
        .map(([id]) => `${id} ${figureOf(id)}`),
    ],
  }
}

/** Presses whatever stays in the page, with the processor slowed down. @returns the slowest answer, in milliseconds */
async function measureInp(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.reload({ waitUntil: 'load' })
  await page.evaluate(() => {
    const slowest = { slowest: 0 }
    Object.assign(window, { inp: slowest })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) slowest.slowest = Math.max(slowest.slowest, duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  })
  await page.keyboard.press('Tab')
  for (const control of await page.locator('[popovertarget], summary, main input[type=checkbox]').all()) {
    if (!(await control.isVisible())) continue
    await control.click()
    await page.keyboard.press('Escape')
  }
  const inp = await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))
    return (window as unknown as { inp: { slowest: number } }).inp.slowest
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await session.detach()
  return inp
}
