import type { Page } from '@playwright/test'

/** Something that the Tab key finds, and what is wrong with it. */
type Stop = { name: string; faults: string[] }

/** More stops than any page of ours has: whoever gets so far is in a circle. */
const MOST = 200

/**
 * What is wrong on the way of the Tab key through the page as it stands: a stop that cannot be seen, or whose focus cannot; one
 * that stands, or is in the document, before the one that Tab found before it; one without a name; and a page whose first stop is not the
 * way to its content.
 */
export async function findStumbles(page: Page): Promise<string[]> {
  const stops = await walk(page)
  // A question that stands before the page has the focus to itself.
  const skip = await page.evaluate(
    () => document.querySelector('body:not(:has(dialog[open])) a[href="#main"]')?.textContent ?? null,
  )
  const found = stops.flatMap(({ name, faults }) => faults.map((fault) => `${fault}: ${name}`))
  if (skip !== null && stops[0]?.name !== skip)
    found.unshift(`something comes before the way to the content: ${stops[0]?.name}`)
  if (stops.length === MOST) found.push('Tab finds no end')
  return found
}

async function walk(page: Page): Promise<Stop[]> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    window.getSelection()?.removeAllRanges()
    window.scrollTo(0, 0)
  })
  const stops: Stop[] = []
  while (stops.length < MOST) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(readStop)
    if (!stop) break
    stops.push(stop)
  }
  await page.evaluate(() => document.querySelector('[data-walked]')?.removeAttribute('data-walked'))
  return stops
}

/** Runs in the page, after each press. Null when the focus has left what there is. */
function readStop(): Stop | null {
  const element = document.activeElement
  const before = document.querySelector('[data-walked]')
  if (!element || element === document.body || element === document.documentElement) return null
  if (element === before) return null
  const labels = 'labels' in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : []
  const labelled = element.getAttribute('aria-labelledby')?.split(' ') ?? []
  const name = [
    element.getAttribute('aria-label'),
    ...labelled.map((id) => document.getElementById(id)?.textContent),
    element.textContent,
    ...labels.map(({ textContent }) => textContent),
  ]
    .map((text) => text?.replace(/\s+/g, ' ').trim())
    .find(Boolean)
  const markup = element.outerHTML.slice(0, 80)
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const here = element.getBoundingClientRect()
  const { top, bottom, left, right, width, height } = here
  const isSeen =
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    Math.min(width, height) > 1 &&
    bottom > 0 &&
    right > 0 &&
    top < window.innerHeight &&
    left < window.innerWidth
  const hasRing = outlineStyle === 'auto' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
  // Read by row, and by column where the next one stands beside: above, or before it in its line, and not past its end.
  const last = before?.getBoundingClientRect()
  const isPast = (one: DOMRect, other: DOMRect) =>
    getComputedStyle(document.documentElement).direction === 'rtl'
      ? one.right <= other.left
      : one.left >= other.right
  const standsBefore =
    isSeen && last && !isPast(here, last) && (bottom <= last.top || (top < last.bottom && isPast(last, here)))
  // What holds both may say that it is read as it is seen.
  let around: Element | null = element
  while (around && !around.contains(before)) around = around.parentElement
  const isReadAsSeen = around && getComputedStyle(around).getPropertyValue('reading-flow') === 'flex-visual'
  const isAfter =
    !before || (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const isBack = standsBefore || !(isAfter || isReadAsSeen)
  before?.removeAttribute('data-walked')
  element.setAttribute('data-walked', '')
  const faults = [
    ...(isBack ? ['Tab goes back'] : []),
    ...(isSeen ? [] : ['nobody sees it']),
    ...(hasRing ? [] : ['its focus has no ring']),
    ...(name ? [] : ['it has no name']),
  ]
  return { name: name ?? markup, faults }
}
