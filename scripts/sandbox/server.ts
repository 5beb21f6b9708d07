import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dressProvider } from './app.ts'
import { createProvider } from './provider.ts'
import { type ClientOptions, createWorld } from './world.ts'

const host = '127.0.0.1'

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number
  /** Where accounts, keys, grants, sessions and tokens are kept over restarts; nowhere when left out. */
  dataFile?: string
  clients: ClientOptions[]
}

export type Sandbox = {
  /** `http://127.0.0.1:PORT`, not `localhost`: cookies of the app and of its Google must not mix. */
  issuer: string
  /** Stops listening, cuts open connections and saves. */
  close(): Promise<void>
}

/**
 * Starts a stand-in for Google that only this computer can reach.
 *
 * @throws the listening error, such as EADDRINUSE.
 */
export async function startSandbox({ port, dataFile, clients }: SandboxOptions): Promise<Sandbox> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  server.listen(port, host)
  await once(server, 'listening')

  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`
  const world = await createWorld(clients, dataFile)
  const provider = createProvider(world, issuer)
  dressProvider(world, provider)
  listener = provider.callback()

  return {
    issuer,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await world.writer.flush()
    },
  }
}
