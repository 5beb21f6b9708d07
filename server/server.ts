/** One server process: Next behind our HTTP server, until a signal or the end of the process that started it. */
import cluster from 'node:cluster'
import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import createNext from 'next'
import { currentContext } from '#lib/context'
import { parseEnv } from '#lib/env-schema'
import { listMigrationNames } from '#lib/migration-names'
import { expectMigrations } from '#lib/phase'
import { admit } from './admission.ts'
import { report } from './child-process.ts'
import { explainBroken } from './failure-page.ts'
import { openFiles } from './files.ts'
import { createHttpServer, guardPages, type Handler } from './http-server.ts'
import { leaveInOrder } from './leave.ts'
import {
  adoptBuiltConfig,
  listLaterScripts,
  loadNext,
  openRouteEntries,
  setOwnAddress,
  WITHOUT_ENV_FILES,
} from './next-internals.ts'
import { untilPermitted } from './permission.ts'
import { readServerSettings, type ServerSettings } from './settings.ts'
import { warmUp, warmUpQuietly } from './warm-up.ts'

/** Connections that the kernel holds until they are taken. A crowd is larger than Node's 511, and would be put off for seconds. */
const BACKLOG = 4096

// It would end this process before that knows better.
if (cluster.isWorker) process.on('SIGHUP', () => undefined)

try {
  Object.assign(process.env, WITHOUT_ENV_FILES)
  if (cluster.isWorker) loadNext()
  const awaited = await untilPermitted()
  // All of it, not only what is read here: what is wrong is said before anybody is served.
  parseEnv(process.env)
  await serve(readServerSettings(), awaited)
} catch (error) {
  const message = error instanceof Error ? error.message : 'The server did not start'
  console.error(message)
  void report({ type: 'failed', message })
  process.exitCode = 1
  if (process.connected) process.disconnect()
}

/** @param awaited whether nobody is served yet: pages come before everything else then */
async function serve(settings: ServerSettings, awaited: boolean): Promise<void> {
  const dir = fileURLToPath(new URL('..', import.meta.url))
  if (!settings.development) adoptBuiltConfig(dir)
  expectMigrations(await listMigrationNames(new URL('../prisma/migrations', import.meta.url)))
  const app = createNext({
    dev: settings.development,
    dir,
    ...publicAddress(settings.origin),
  })
  await app.prepare()
  const measuring = settings.measured ? (await import('./metrics.ts')).startMeasuring() : null
  const tracing = settings.traced ? (await import('./tracing.ts')).startTracing() : null
  const routes = settings.development ? null : openRouteEntries(dir, settings.origin)
  // In development, Next shows the fault itself.
  const next = settings.development ? app.getRequestHandler() : explainBroken(app.getRequestHandler())
  const files = settings.development ? null : openFiles(dir)
  const laterScripts = settings.development ? [] : listLaterScripts(dir)
  const handle: Handler = (request, response) => {
    const context = currentContext()
    if (context) context.laterScripts = laterScripts
    return files?.(request, response) ?? routes?.answer(request, response) ?? next(request, response)
  }
  const guarded = guardPages(handle)
  const server = createHttpServer(settings, admit(tracing?.around(guarded) ?? guarded), measuring?.observe)
  const close = async () => {
    await routes?.settle()
    await app.close()
    await tracing?.close().catch(() => undefined)
    await measuring?.reportLast()
  }
  leaveInOrder({ ...settings, server, close })
  if (!settings.development && !awaited) await warmUp(dir)
  server.listen({ port: settings.port, host: settings.host, backlog: BACKLOG })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  setOwnAddress(settings.host, port)
  await report({ type: 'ready', port })
  // Not only when it ends: the next process may be started before.
  if (awaited) void warmUpQuietly(dir).then(flushCompileCache)
  else flushCompileCache()
}

/** Next builds the `url` of a request from these, so they are the public ones, not those we listen on. */
function publicAddress(origin: string): { hostname: string; port: number } {
  const { hostname, port, protocol } = new URL(origin)
  return { hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
}
