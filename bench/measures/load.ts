import { send } from '#tests/support/http'
import { quantile } from '../arithmetic.ts'
import { type Asker, headersOf, plain, wireRequest } from '../browser.ts'
import type { Running } from '../context.ts'
import type { Address, EntryName } from '../entries.ts'
import { runLoad } from '../load.ts'
import { lessIsBetter, type Measure, taking } from '../measure.ts'
import { readUsage } from '../process-tree.ts'

const WARM_UP_MS = 1_000
/** The part of a load that is sent one request after the other, for the latency; the rest is sent at once. */
const ALONE = 0.3
const CONNECTIONS = 16

type Kind = {
  name: string
  title: string
  address: Address
  asker: Asker
  status: number
  /** The cookie headers to ask with, in turn. */
  cookies: (running: Running) => (string | undefined)[]
  entries: readonly EntryName[]
}

const EVERY: readonly EntryName[] = ['bare', 'constants', 'peer', 'app', 'app-2', 'app-scale']

const kinds: readonly Kind[] = [
  {
    name: 'api-me',
    title: '/api/me',
    ...{ address: 'me', asker: 'script', status: 200, entries: EVERY },
    cookies: ({ sessions }) => sessions,
  },
  {
    name: 'dashboard',
    title: '/dashboard',
    ...{ address: 'dashboard', asker: 'page', status: 200, entries: EVERY },
    cookies: ({ sessions }) => sessions,
  },
  {
    name: 'forged',
    title: 'a forged cookie, which is sent to sign in',
    ...{ address: 'private', asker: 'page', status: 307, entries: ['bare', 'peer', 'app', 'app-scale'] },
    cookies: ({ entry }) => [entry.forgedCookie],
  },
  {
    name: 'no-cookie',
    title: 'no cookie, which is sent to sign in',
    ...{ address: 'private', asker: 'page', status: 307, entries: ['bare', 'peer', 'app'] },
    cookies: () => [undefined],
  },
]

/** Pages and JSON under load: milliseconds one by one, processor time and requests a second when many ask at once. */
export const loads: readonly Measure[] = kinds.map((kind) => ({
  name: kind.name,
  title: kind.title,
  entries: kind.entries,
  async prepare(bench) {
    for (const running of taking(bench, kind)) {
      await requireAnswer(running, kind)
      await sendLoad(running, kind, CONNECTIONS, WARM_UP_MS)
    }
  },
  async run(bench, { record }) {
    const { name } = kind
    const ms = bench.options.seconds * 1_000
    for (const running of taking(bench, kind)) {
      const { entry, process } = running
      const alone = await sendLoad(running, kind, 1, ms * ALONE)
      const before = readUsage(process.pid)
      const all = await sendLoad(running, kind, CONNECTIONS, ms * (1 - ALONE))
      const after = readUsage(process.pid)
      const cpuMs = before && after ? (after.cpuMs - before.cpuMs) / all.count : null
      const rate = (all.count / all.ms) * 1_000
      record(lessIsBetter(name, 'cpu', 'ms', 'bare'), entry.name, cpuMs)
      record(lessIsBetter(name, 'latency', 'ms', 'bare'), entry.name, quantile(alone.latencies, 0.5))
      record({ ...lessIsBetter(name, 'rate', '1/s', 'bare'), better: 'more' }, entry.name, rate)
    }
  },
}))

function sendLoad(running: Running, kind: Kind, connections: number, ms: number) {
  const { origin, paths, port } = running.entry
  const requests = kind
    .cookies(running)
    .map((cookie) => wireRequest(paths[kind.address] ?? '/', headersOf(origin, kind.asker, cookie)))
  return runLoad({ port, requests, connections, ms, status: kind.status })
}

/** That it is somebody's page, and not an error with the right status. */
async function requireAnswer(
  running: Running,
  { address, asker, status, title, cookies }: Kind,
): Promise<void> {
  const { name, origin, port, paths } = running.entry
  const headers = plain(headersOf(origin, asker, cookies(running)[0]))
  const answer = await send(`http://127.0.0.1:${port}${paths[address] ?? '/'}`, { headers })
  const right = status === 200 ? answer.text.includes('Ada Lovelace') : answer.headers.has('location')
  if (answer.status === status && right) return
  throw new Error(`${name}, ${title}: ${answer.status}\n${answer.text.slice(0, 2_000)}`)
}
