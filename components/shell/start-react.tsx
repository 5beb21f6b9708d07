/**
 * Starts React when there is something to see. A script that a page names runs as soon as it is there, and in a browser that
 * has kept it, that is before the first picture; this page's picture needs none. `scripts/build/start-react-later.ts` has left
 * React out of what Next names, but for the one small script that waits for it, and says in the page for what.
 *
 * Becomes the text of a script: it uses nothing from outside of itself.
 */
export function startReact(): void {
  const start = () => {
    // Next's word for it: the page may not have come so far.
    const named = document.getElementById('_R_')?.textContent
    if (named === undefined && document.readyState === 'loading') return setTimeout(start, 20)
    for (const path of named?.match(/static\/chunks\/[^"]+\.js/g) ?? []) {
      if (document.querySelector(`script[src*="${path}"]`)) continue
      const script = document.createElement('script')
      script.src = `/_next/${path}`
      document.head.append(script)
    }
  }
  // What nobody looks at has no picture.
  if (document.hidden || !PerformanceObserver.supportedEntryTypes?.includes('paint')) return void start()
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true })
  addEventListener('load', () => setTimeout(start, 1_000))
}
