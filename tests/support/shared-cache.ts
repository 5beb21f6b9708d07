import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import CachePolicy from 'http-cache-semantics'
import { type Answer, send } from './http.ts'

/** A cache that many people share, as a proxy or a CDN is one: it keeps whatever RFC 9111 lets it keep. */
export type SharedCache = {
  url: string
  /** What it answered without asking, each as `GET /path`. */
  hits: string[]
  stop: () => Promise<void>
}

/** Starts one in front of the application. It asks for what it is asked for, under the name of the application. */
export async function startSharedCache(appUrl: string): Promise<SharedCache> {
  const { host } = new URL(appUrl)
  const stored = new Map<string, { policy: CachePolicy; answer: Answer }[]>()
  const hits: string[] = []
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { method = 'GET', url = '' } = request
    const body = await text(request)
    const headers = { ...flatten(request), host }
    const asked = { method, url, headers }
    const key = `${method} ${url}`
    const hit = stored.get(key)?.find(({ policy }) => policy.satisfiesWithoutRevalidation(asked))
    if (hit) {
      hits.push(key)
      return hit.answer
    }
    const fresh = await send(appUrl + url, { method, headers, ...(body && { body }) })
    const policy = new CachePolicy(asked, { status: fresh.status, headers: plain(fresh.headers) })
    if (policy.storable()) stored.set(key, [...(stored.get(key) ?? []), { policy, answer: fresh }])
    return fresh
  }
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, headers, text }) => response.writeHead(status, plain(headers)).end(text),
      () => response.writeHead(502).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function flatten({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** As they go on: without how they were framed and compressed. */
function plain(headers: Headers): Record<string, string | string[]> {
  const left = ['set-cookie', 'content-length', 'transfer-encoding', 'connection', 'keep-alive']
  const others = [...headers].filter(([name]) => !left.includes(name))
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(others), ...(cookies.length > 0 && { 'set-cookie': cookies }) }
}
