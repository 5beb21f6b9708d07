import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'
import { pages } from '#lib/pages'
import { listLaterScripts } from '#server/next-internals'
import { hydrated } from '#tests/support/pages'
import { expect, type Page, test } from '#tests/support/test'

/** The scripts that a page names, but for what browsers of old alone load. */
async function listScripts(request: APIRequestContext, path: string): Promise<string[]> {
  const html = await (await request.get(path)).text()
  const modern = html.replaceAll(/<script[^>]*\bnomodule\b[^>]*>/gi, '')
  return [...new Set(modern.match(/\/_next\/static\/[\w./~-]+\.js/g))]
}

/** The client components of the build that are in one of these scripts, by their files. */
async function listComponents(path: string, scripts: string[]): Promise<string[]> {
  const text = await readFile(`.next/server/app${path}/page_client-reference-manifest.js`, 'utf8')
  const { clientModules } = JSON.parse(text.slice(text.indexOf('] = {') + 4, text.lastIndexOf('}') + 1))
  return Object.entries<{ chunks: string[] }>(clientModules)
    .filter(([, { chunks }]) => chunks.length > 0 && chunks.every((chunk) => scripts.includes(chunk)))
    .map(([file]) => file.replace('[project]/', ''))
}

const ofFramework = (file: string) => file.startsWith('node_modules/next/')

/** Of a bare page of Next 16.4.5, compressed. After an upgrade, `npm run bench -- --only javascript` says it anew. */
const FRAMEWORK_BYTES = 134_904

test('the page that people sign in on has no script but the framework’s', async ({ request }) => {
  const scripts = await listScripts(request, '/sign-in')
  const components = await listComponents('/sign-in', scripts)
  expect(components).not.toEqual([])
  expect(components.filter((file) => !ofFramework(file))).toEqual([])
  // What this test can see, and that what only account pages have is not on these.
  for (const path of ['', '/privacy'])
    expect(
      (await listComponents(path, await listScripts(request, path || '/'))).filter(
        (file) => !ofFramework(file),
      ),
      path,
    ).toEqual(['components/shell/page-session.tsx'])
})

test('it has no more bytes of scripts than a bare page, and no page has 4 kB more', async ({
  page,
  arrive,
}) => {
  await arrive(page)
  const { request } = page
  const measure = async (path: string) => {
    const scripts = await listScripts(request, path)
    const bodies = await Promise.all(scripts.map(async (script) => (await request.get(script)).body()))
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
  }
  const signIn = await measure('/sign-in')
  expect(signIn).toBeGreaterThan(100_000)
  expect(signIn).toBeLessThanOrEqual(FRAMEWORK_BYTES)
  for (const { path } of pages)
    expect((await measure(path)) - FRAMEWORK_BYTES, path).toBeLessThanOrEqual(4_000)
})

/** Notes when each script was put into the page, in milliseconds since it was asked for. */
function watchScripts(): void {
  const added: Record<string, number[]> = {}
  Object.assign(globalThis, { addedScripts: added })
  new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof HTMLScriptElement) || !node.src) continue
      const path = new URL(node.src).pathname
      added[path] = [...(added[path] ?? []), performance.now()]
    }
  }).observe(document, { childList: true, subtree: true })
}

/** When the script was added that Next would have named, and when there was something to see. */
async function readStart(page: Page) {
  const [later] = listLaterScripts(process.cwd())
  await hydrated(page)
  return page.evaluate((path) => {
    const { addedScripts } = globalThis as unknown as { addedScripts: Record<string, number[]> }
    const [picture] = performance.getEntriesByName('first-paint')
    return { starts: addedScripts[path] ?? [], picture: picture?.startTime ?? Number.NaN }
  }, later ?? '')
}

test('React starts once there is something to see, and once alone', async ({ page, enter }) => {
  await page.addInitScript(watchScripts)
  await enter(page, '/connections')
  // What the browser has kept is there at once, and may then be sooner than the picture.
  for (let look = 0; look < 5; look++) {
    await page.reload()
    const { starts, picture } = await readStart(page)
    expect(starts).toHaveLength(1)
    expect(starts[0]).toBeGreaterThan(picture)
  }
})

for (const [where, change] of Object.entries({
  'in a tab that nobody looks at': () => Object.defineProperty(document, 'hidden', { value: true }),
  'in a browser that does not say when there is': () =>
    Object.defineProperty(PerformanceObserver, 'supportedEntryTypes', { value: [] }),
}))
  test(`React starts at once ${where}`, async ({ page, enter }) => {
    await page.addInitScript(watchScripts)
    await enter(page, '/connections')
    await page.addInitScript(change)
    // Neither what it is told of a picture nor the second after which it waits no longer.
    await page.addInitScript(() => {
      PerformanceObserver.prototype.observe = () => undefined
      const wait = setTimeout
      Object.assign(globalThis, {
        setTimeout: (run: () => void, ms: number, ...rest: never[]) =>
          ms === 1_000 ? 0 : wait(run, ms, ...rest),
      })
    })
    await page.reload()
    expect((await readStart(page)).starts).toHaveLength(1)
  })
