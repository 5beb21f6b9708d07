import { gzipSync } from 'node:zlib'
import { pages } from '#lib/pages'
import { send } from '#tests/support/http'
import { headersOf, plain } from '../browser.ts'
import { type Bench, countRequests, type Running } from '../context.ts'
import { lessIsBetter, type Measure, type Recorder, taking } from '../measure.ts'
import { addNew, chooseKnown, signInOnce } from './sign-in.ts'

type Action = (bench: Bench, running: Running) => Promise<unknown>

const signsIn: Record<string, Action> = {
  'sign-in': async (bench, { entry }) => signInOnce(bench, entry.signIn, await chooseKnown(bench, 0)),
  'first-sign-in': async (bench, { entry }) => signInOnce(bench, entry.signIn, await addNew(bench)),
}

/** What is counted of every entry that has a database. */
const actions: Record<string, Action> = {
  '/api/me': openPath('/api/me'),
  '/dashboard': openPath('/dashboard'),
  forged: openPath('/dashboard', ({ entry }) => entry.forgedCookie),
  ...signsIn,
}

/** The other pages, which only the product has. */
const ownPages: Record<string, Action> = Object.fromEntries(
  pages.filter(({ path }) => !(path in actions)).map(({ path }) => [path, openPath(path)]),
)

/** The statements that PostgreSQL is sent for one action, and what the provider is asked by the application. */
const statements: Measure = {
  name: 'statements',
  title: 'statements and requests of one action',
  entries: ['peer', 'app'],
  once: true,
  async run(bench, recorder) {
    for (const running of taking(bench, this)) {
      const all = running.entry.name === 'app' ? { ...actions, ...ownPages } : actions
      for (const [action, work] of Object.entries(all))
        await countAction(bench, running, { action, work }, recorder)
    }
  },
}

/** Compressed bytes of the scripts of each page, beside those of a bare one, which are the framework's. */
const javascript: Measure = {
  name: 'javascript',
  title: 'JavaScript by page',
  entries: ['bare', 'app'],
  once: true,
  async run(bench, { record }) {
    for (const running of taking(bench, this)) {
      const { name } = running.entry
      for (const { path } of pages) {
        const size = await countScripts(running, name === 'bare' ? '/dashboard' : path)
        record(lessIsBetter(`javascript ${path}`, 'size', 'kB', 'bare'), name, size / 1_000)
      }
    }
  },
}

export const ofContent: readonly Measure[] = [statements, javascript]

/** Once to warm up, and once to count. */
async function countAction(
  bench: Bench,
  running: Running,
  { action, work }: { action: string; work: Action },
  { record, recordStatements }: Recorder,
): Promise<void> {
  const { name, databaseUrl } = running.entry
  if (databaseUrl === null) return
  await work(bench, running)
  const before = await countRequests(bench)
  const list = await bench.cluster.listStatements(databaseUrl, async () => void (await work(bench, running)))
  const requests = (await countRequests(bench)) - before
  record(lessIsBetter(`statements ${action}`, 'statements', '', 'peer'), name, list.length)
  if (action in signsIn) record(lessIsBetter(`requests ${action}`, 'requests', '', 'peer'), name, requests)
  recordStatements(action, name, list)
}

function openPath(path: string, cookie = ({ sessions }: Running) => sessions[0]): Action {
  return (_bench, running) => {
    const { origin, port } = running.entry
    const headers = headersOf(origin, 'page', cookie(running))
    return send(`http://127.0.0.1:${port}${path}`, { headers })
  }
}

/** Every script that a page names, but for what browsers of old alone load. */
async function countScripts({ entry, sessions }: Running, path: string): Promise<number> {
  const cookie = path === '/' || path.startsWith('/sign') ? undefined : sessions[0]
  const headers = plain(headersOf(entry.origin, 'page', cookie))
  const read = async (address: string) =>
    (await send(`http://127.0.0.1:${entry.port}${address}`, { headers })).text
  const page = (await read(path)).replaceAll(/<script[^>]*\bnomodule\b[^>]*>/gi, '')
  const scripts = [...new Set(page.match(/\/_next\/static\/[\w./~-]+\.js/g))]
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await read(script)).length))
  return sizes.reduce((sum, size) => sum + size, 0)
}
