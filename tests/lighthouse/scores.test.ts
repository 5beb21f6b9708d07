import { type Browser, chromium, type Page } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { freePort } from '#tests/support/processes'
import { prepare, states, type Who } from '#tests/support/states'
import { expect, test } from '#tests/support/test'
import { PHONE, readVitals, slowDown, type Vitals } from '#tests/support/vitals'

/** Of a hundred, in each category. */
const LEAST = 98

/** On a phone: milliseconds until the largest thing is there, the share of the window that moves, milliseconds to answer a press. */
const MOST: Vitals = { lcp: 1_500, cls: 0, inp: 100 }

/** How often a page is looked at that is not good enough: one look is of the machine as much as of the page. */
const LOOKS = 3

/** Milliseconds that a page is left alone after it has loaded, and after the last press. */
const SETTLE_MS = 500

/** On a phone with a slow network and a slow processor, as Lighthouse imitates them, and on a desktop. */
const devices = { phone: undefined, desktop: desktopConfig } as const
type Device = keyof typeof devices

/** Pages that are kept from search engines, by themselves or by robots.txt: that they are is no fault. */
const UNLISTED = ['/data-deletion/[code]', '/sign-in/problem']

test.use({ allowedErrors: [/.*/] })

for (const who of Object.keys(states) as Who[]) {
  const shown = states[who].filter(({ page }) => page !== null)
  if (shown.length === 0) continue
  for (const device of Object.keys(devices) as Device[]) {
    test(`every page that ${who} sees scores ${LEAST} or better: ${device}`, async ({
      page,
      stack,
      means: hand,
    }) => {
      test.setTimeout(3_600_000)
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
        const look = async () => {
          await lendCookies(browser, page)
          return readReport(
            await runLighthouse(url, { port, device, listed: !UNLISTED.includes(name ?? '') }),
          )
        }
        const looks = [await look()]
        while (looks.length < LOOKS && looks.some(({ faults }) => faults.length > 0)) looks.push(await look())
        const { scores, faults } = looks.toSorted((one, other) => one.speed - other.speed)[looks.length >> 1]!
        const vitals = device === 'phone' ? await measureVitals(page) : null
        console.log(`| ${name} | ${device} | ${[...scores, ...Object.values(vitals ?? {})].join(' | ')} |`)
        low.push(...[...faults, ...findSlow(vitals)].map((fault) => `${name}: ${fault}`))
        await after?.(hand)
      }
      await browser.close()
      expect(low).toEqual([])
    })
  }
}

/** Lighthouse opens tabs of the browser's own profile, in which nobody has been signed in. */
async function lendCookies(browser: Browser, page: Page): Promise<void> {
  const cookies = await page.context().cookies(page.url())
  const devtools = await browser.newBrowserCDPSession()
  await devtools.send('Storage.clearCookies')
  await devtools.send('Storage.setCookies', {
    cookies: cookies.map(({ name, value, path, httpOnly, secure }) => ({
      ...{ name, value, path, httpOnly, secure },
      url: page.url(),
    })),
  })
  await devtools.detach()
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

/** One look at a page by a browser that has nothing of it yet but its cookies. */
async function runLighthouse(
  url: string,
  { port, device, listed }: { port: number; device: Device; listed: boolean },
): Promise<Report> {
  const skipAudits = listed ? null : ['is-crawlable']
  const result = await lighthouse(url, { port, logLevel: 'error', skipAudits }, devices[device])
  if (!result) throw new Error(`Lighthouse says nothing of ${url}`)
  // Whoever is sent elsewhere would have that page scored.
  expect(result.lhr.finalDisplayedUrl).toBe(url)
  return result.lhr
}

/** What one look says: the four scores, that of the speed alone, and those that are not good enough, with why. */
function readReport({ categories, audits }: Report): { scores: number[]; speed: number; faults: string[] } {
  const percent = (score: number | null | undefined) => Math.round((score ?? 0) * 100)
  const bad = Object.values(categories).filter(({ score }) => percent(score) < LEAST)
  const scores = ['performance', 'accessibility', 'best-practices', 'seo'].map((id) =>
    percent(categories[id]?.score),
  )
  const faults = bad.map(({ id, score, auditRefs }) => {
    const causes = auditRefs.filter((ref) => ref.weight > 0 && percent(audits[ref.id]?.score ?? 1) < LEAST)
    return `${id} ${percent(score)} (${causes.map((ref) => ref.id).join(', ')})`
  })
  return { scores, speed: scores[0] ?? 0, faults }
}

/** Opens the page anew as a slow phone does, and presses whatever stays in it. */
async function measureVitals(page: Page): Promise<Vitals> {
  const context = await page.context().browser()!.newContext(PHONE)
  await context.addCookies(await page.context().cookies(page.url()))
  const phone = await context.newPage()
  await slowDown(phone)
  // Nobody presses anything sooner. What React is, and what is pressed before it is done, takes one go each.
  await phone.goto(page.url(), { waitUntil: 'networkidle' })
  await phone.waitForTimeout(SETTLE_MS)
  await phone.keyboard.press('Tab')
  for (const control of await phone.locator('[popovertarget], summary, main input[type=checkbox]').all()) {
    // A press by its place alone: looking for what is pressed would be work of the page.
    await control.scrollIntoViewIfNeeded()
    const box = await control.boundingBox()
    if (!box) continue
    await phone.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await phone.keyboard.press('Escape')
  }
  await phone.waitForTimeout(SETTLE_MS)
  const { lcp, cls, inp } = await readVitals(phone)
  await context.close()
  return { lcp: Math.round(lcp), cls: Math.round(cls * 1_000) / 1_000, inp }
}

function findSlow(vitals: Vitals | null): string[] {
  const found = Object.entries(vitals ?? {}) as [keyof Vitals, number][]
  return found.filter(([name, value]) => !(value <= MOST[name])).map(([name, value]) => `${name} ${value}`)
}
