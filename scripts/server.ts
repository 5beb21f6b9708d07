import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { adoptBuiltConfig } from './server/built-config.ts'
import { createFront } from './server/front.ts'
import { stopWhenTold, tellParent } from './server/lifecycle.ts'
import { setOwnAddress } from './server/own-address.ts'
import { ignoreEnvFiles, readServerSettings, type ServerSettings } from './server/settings.ts'

try {
  ignoreEnvFiles()
  await serve(readServerSettings())
} catch (error) {
  const message = error instanceof Error ? error.message : 'The server did not start'
  console.error(message)
  tellParent({ type: 'failed', message })
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
  const server = createFront(settings, app.getRequestHandler())
  stopWhenTold({ server, development: settings.development, close: () => app.close() })
  server.listen(settings.port, settings.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  setOwnAddress(settings.host, port)
  tellParent({ type: 'ready', port })
}

/** Next builds the `url` of a request from these, so they are the public ones, not those we listen on. */
function publicAddress(origin: string): { hostname: string; port: number } {
  const { hostname, port, protocol } = new URL(origin)
  return { hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
}
