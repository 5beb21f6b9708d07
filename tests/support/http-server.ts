import { once } from 'node:events'
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
  type Server,
} from 'node:http'
import { text } from 'node:stream/consumers'
import { test as base } from '@playwright/test'
import { createHttpServer, type Handler } from '#server/http-server'
import type { ServerSettings } from '#server/settings'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** Our HTTP server, with a handler of the test in Next's place. */
export type HttpServer = {
  port: number
  /** Sends exactly these headers, also those that a browser would not let a page set. */
  ask: (path?: string, options?: RequestOptions) => Promise<Answer>
  close: () => Promise<void>
}

const SETTINGS: ServerSettings = {
  development: false,
  port: 0,
  host: '127.0.0.1',
  origin: 'https://app.example',
  authSecret: 'a secret for tests that is long enough',
  issuers: ['https://accounts.google.com'],
  trustedProxyHops: 0,
  stopDelayMs: 0,
  measured: false,
  traced: false,
  pemFile: undefined,
}

async function startHttpServer(handle: Handler, changes: Partial<ServerSettings> = {}): Promise<HttpServer> {
  const server = createHttpServer({ ...SETTINGS, ...changes }, handle)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  return {
    port,
    ask: (path = '/', options = {}) => ask({ port, path, ...options }),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** `start` starts one that ends with the test. */
export const test = base.extend<{ start: typeof startHttpServer }>({
  start: async ({}, use) => {
    const servers: HttpServer[] = []
    await use(async (...options) => {
      const server = await startHttpServer(...options)
      servers.push(server)
      return server
    })
    await Promise.all(servers.map((server) => server.close()))
  },
})

/** Answers with what the handler saw, as JSON. */
export const echo: Handler = ({ headers, method, url }: IncomingMessage, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ headers, method, url }))
}

async function ask(options: RequestOptions): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', agent: false, ...options })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server does not listen')
  return address.port
}
