import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const ATTEMPTS = 200
const POLL_MS = 50
const HIGHEST_PORT = 65_535

type Options = {
  avoid?: readonly number[]
  /** How long to wait for `wanted` itself before the next one is tried. */
  patienceMs?: number
}

/** The first port from `wanted` upwards that nobody listens on. Somebody else may still take it first. */
export async function findFreePort(
  wanted: number,
  { avoid = [], patienceMs = 0 }: Options = {},
): Promise<number> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline && !(await isFree(wanted))) await sleep(POLL_MS)
  const last = Math.min(wanted + ATTEMPTS, HIGHEST_PORT)
  for (let port = wanted; port <= last; port += 1) {
    if (!avoid.includes(port) && (await isFree(port))) return port
  }
  throw new Error(`Every port from ${wanted} to ${last} is taken`)
}

/** A server of another program may hold only one of the two loopback addresses or all interfaces. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::']) {
    if (!(await canListen(port, host))) return false
  }
  return true
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(isUnavailable(error)))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** A machine without IPv6 has no such address to be taken. */
function isUnavailable({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'
}
