import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium, usualPlaces } from '#scripts/test/chromium'
import type { Running } from '../context.ts'
import { lessIsBetter, type Measure, taking } from '../measure.ts'

/** A phone of the middle class on a slow mobile network, as Lighthouse has it: 1.6 Mbit/s, 150 ms, a quarter of the processor. */
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
}
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}
const SLOWER = 4

/** How long after everything has loaded a layout may still move. */
const SETTLE_MS = 500

const PAGES = ['/', '/sign-in', '/dashboard']

/** The one page that a bare application has, beside each of ours. */
const BARE_PAGE = '/dashboard'

type Vitals = { lcp: number; cls: number; inp: number }

declare global {
  interface Window {
    vitals: Vitals
  }
}

/** Core Web Vitals of pages in Chromium: milliseconds of LCP and INP, and CLS. Each page in a browser that has nothing of it yet. */
export const vitals: Measure = {
  name: 'vitals',
  title: 'Core Web Vitals on a phone',
  entries: ['bare', 'app'],
  async run(bench, { record }) {
    const browser = await launch()
    try {
      for (const running of taking(bench, this)) {
        const { name } = running.entry
        for (const path of PAGES) {
          const found = await visit(browser, running, name === 'bare' ? BARE_PAGE : path)
          record(lessIsBetter(`vitals ${path}`, 'LCP', 'ms', 'bare'), name, found.lcp)
          record(lessIsBetter(`vitals ${path}`, 'CLS', '', 'bare'), name, found.cls)
          record(lessIsBetter(`vitals ${path}`, 'INP', 'ms', 'bare'), name, found.inp)
        }
      }
    } finally {
      await browser.close()
    }
  },
}

function launch(): Promise<Browser> {
  const executablePath = findChromium(usualPlaces())?.path
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ ...(executablePath && { executablePath }), args })
}

async function visit(browser: Browser, running: Running, path: string): Promise<Vitals> {
  const { origin } = running.entry
  const context = await browser.newContext(PHONE)
  try {
    if (path !== '/' && path !== '/sign-in') await keepSession(context, running)
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', NETWORK)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.addInitScript(observe)
    await page.goto(`${origin}${path}`, { waitUntil: 'load' })
    await page.waitForTimeout(SETTLE_MS)
    await interact(page)
    return await page.evaluate(() => window.vitals)
  } finally {
    await context.close()
  }
}

async function keepSession(context: BrowserContext, { entry, sessions }: Running): Promise<void> {
  const [name = '', value = ''] = sessions[0]?.split('=') ?? []
  await context.addCookies([{ name, value, url: entry.origin }])
}

/** A tap where nothing leads away, and keys that move the focus: what a page does with them is its INP. */
async function interact(page: Page): Promise<void> {
  await page.touchscreen.tap(206, 300)
  for (const key of ['Tab', 'Tab', 'Tab', 'Shift']) await page.keyboard.press(key)
  await page.waitForTimeout(SETTLE_MS)
}

/**
 * Runs in the page: what it reports by itself. A session window of CLS is what https://web.dev/articles/cls says: shifts
 * less than a second apart, five seconds at most.
 */
function observe(): void {
  const found = { lcp: 0, cls: 0, inp: 0 }
  window.vitals = found
  const watch = (type: string, see: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
      type,
      buffered: true,
      durationThreshold: 16,
    } as PerformanceObserverInit)
  const shifts: { at: number; value: number }[] = []
  watch('largest-contentful-paint', (entry) => {
    found.lcp = entry.startTime
  })
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    if (hadRecentInput) return
    const last = shifts.at(-1)
    const first = shifts[0]
    if (last && first && (entry.startTime - last.at > 1_000 || entry.startTime - first.at > 5_000))
      shifts.length = 0
    shifts.push({ at: entry.startTime, value })
    found.cls = Math.max(
      found.cls,
      shifts.reduce((sum, shift) => sum + shift.value, 0),
    )
  })
  for (const type of ['event', 'first-input'])
    watch(type, (entry) => {
      const { interactionId = 0 } = entry as PerformanceEntry & { interactionId?: number }
      if (interactionId || type === 'first-input') found.inp = Math.max(found.inp, entry.duration)
    })
}
