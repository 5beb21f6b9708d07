/**
 * Headers by which a browser says that it only looks ahead: nobody has asked for the answer yet, and nobody may ever see
 * it. Whatever stands in them, their being there says so.
 */
export const speculationHeaders = [
  // Fetch, section 3.2.7: `prefetch`, `prefetch;prerender`, `prefetch;anonymous-client-ip`.
  'sec-purpose',
  // Speculation rules that carry a tag (HTML, section 7.6).
  'sec-speculation-tags',
  // Before `Sec-Purpose`: `prefetch` of Chromium and WebKit, `preview` of Safari's top sites.
  'purpose',
  // The same in older WebKit, also `instant`.
  'x-purpose',
  // `prefetch` of Firefox before 115.
  'x-moz',
] as const

type Read = (name: string) => string | string[] | null | undefined

/** Whether a request only looks ahead. A browser that is refused asks again when somebody really goes there. */
export function looksAhead(read: Read): boolean {
  return speculationHeaders.some((name) => Boolean(read(name)?.length))
}

/**
 * Whether a request is of somebody who goes to a page: no picture, script, frame or fetch of another page (Fetch
 * Metadata, sections 2.1 and 2.2). An old browser does not say, and counts as one.
 */
export function isNavigation(read: Read): boolean {
  const [destination, mode] = [read('sec-fetch-dest') ?? 'document', read('sec-fetch-mode') ?? 'navigate']
  return destination === 'document' && mode === 'navigate'
}
