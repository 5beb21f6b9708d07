import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

export const PHONE = { width: 360, height: 740 }
export const DESKTOP = { width: 1280, height: 800 }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it stands, and whether it is wider than its window. */
export async function examine(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(runAxe)
}

/**
 * Axe finds nothing on the page as it stands, on a phone and a desktop, light and dark, and it is never wider than its
 * window. The page is visited once: size and colours change under it, and are put back.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const usual = page.viewportSize()
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await examine(page), `${page.url()}, ${colorScheme}, ${viewport.width} pixels wide`).toEqual([])
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (usual) await page.setViewportSize(usual)
}

/** Runs in the page, once no colour is on its way to another. */
async function runAxe(): Promise<string[]> {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const transitions = () => document.getAnimations().filter((one) => one instanceof CSSTransition)
  await nextFrame()
  do {
    await nextFrame()
    await Promise.allSettled(transitions().map(({ finished }) => finished))
  } while (transitions().length > 0)
  const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
  const { violations } = await axe.run({ resultTypes: ['violations'] })
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  const overflow = document.documentElement.scrollWidth - window.innerWidth
  return overflow > 0 ? [...found, `wider than the window by ${overflow} pixels`] : found
}
