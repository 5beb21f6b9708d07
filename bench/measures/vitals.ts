import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium, usualPlaces } from '#scripts/test/chromium'
import { PHONE, readVitals, slowDown, type Vitals } from '#tests/support/vitals'
import type { Running } from '../context.ts'
import { lessIsBetter, type Measure, taking } from '../measure.ts'

/** How long after everything has loaded a layout may still move. */
const SETTLE_MS = 500

const PAGES = ['/', '/sign-in', '/dashboard']

/** The one page that a bare application has, beside each of ours. */
const BARE_PAGE = '/dashboard'

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
    await slowDown(page)
    // React may start after everything that the page names has loaded.
    await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' })
    await page.waitForTimeout(SETTLE_MS)
    await interact(page)
    return await readVitals(page)
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
