import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'
import { pages } from '#lib/pages'
import { expect, test } from '#tests/support/test'

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
