/** Core Web Vitals of a page (https://web.dev/articles/vitals), on a phone that is slow and a network that is. */
import type { Page } from '@playwright/test'

/** A phone of the middle class on a slow mobile network, as Lighthouse has it: 1.6 Mbit/s, 150 ms, a quarter of the processor. */
export const PHONE = {
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

/** Milliseconds until the largest thing is there and of the slowest answer to a press, and the share of the window that moves. */
export type Vitals = { lcp: number; cls: number; inp: number }

declare global {
  interface Window {
    vitals: Vitals
  }
}

/** From the next page on, everything comes as slowly as to such a phone, nothing is kept, and the page is watched. */
export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await devtools.send('Network.emulateNetworkConditions', NETWORK)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(observe)
}

export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => window.vitals)
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
