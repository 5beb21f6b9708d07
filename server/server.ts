/** One server process: Next behind our HTTP server, until a signal or the end of the process that started it. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { parseEnv } from '#lib/env-schema'
import { onStop, report } from './child-process.ts'
import { createHttpServer } from './http-server.ts'
import { adoptBuiltConfig, setOwnAddress, WITHOUT_ENV_FILES } from './next-internals.ts'
import { readServerSettings, type ServerSettings } from './settings.ts'

/** In development an open page holds a WebSocket for ever. */
const DRAIN_LIMIT_MS = { development: 1_000, production: 10_000 }

try {
  Object.assign(process.env, WITHOUT_ENV_FILES)
  // All of it, not only what is read here: what is wrong is said before anybody is served.
  parseEnv(process.env)
  await serve(readServerSettings())
} catch (error) {
  const message = error instanceof Error ? error.message : 'The server did not start'
  console.error(message)
  void report({ type: 'failed', message })
  process.exitCode = 1
  if (process.connected) process.disconnect()
}

async function serve(settings: ServerSettings): Promise<void> {
  const dir = fileURLToPath(new URL('..', import.meta.url))
  if (!settings.development) adoptBuiltConfig(dir)
  const app = next({
    dev: settings.development,
    dir,
    ...publicAddress(settings.origin),
  })
  await app.prepare()
  const server = createHttpServer(settings, app.getRequestHandler())
  const limitMs = settings.development ? DRAIN_LIMIT_MS.development : DRAIN_LIMIT_MS.production
  stopInOrder({ server, limitMs, close: () => app.close() })
  server.listen(settings.port, settings.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  setOwnAddress(settings.host, port)
  await report({ type: 'ready', port })
}

/** Next builds the `url` of a request from these, so they are the public ones, not those we listen on. */
function publicAddress(origin: string): { hostname: string; port: number } {
  const { hostname, port, protocol } = new URL(origin)
  return { hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
}

type Stop = { server: Server; limitMs: number; close: () => Promise<void> }

/** Ends this process when it is to stop. Requests that are being answered get `limitMs` for it. */
function stopInOrder({ server, limitMs, close }: Stop): void {
  let stopping = false
  server.on('request', (_request, response) => {
    response.once('close', () => stopping && setImmediate(() => server.closeIdleConnections()))
  })
  onStop(() => {
    stopping = true
    setTimeout(() => process.exit(0), limitMs).unref()
    server.close(() => void close().finally(() => process.exit(0)))
    server.closeIdleConnections()
  })
}
