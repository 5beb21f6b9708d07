/** What stands before several servers: sends each request to any of those that say that they are ready. */
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { send } from './http.ts'

/** Milliseconds between two looks at a server, and for which a connection is kept: the server keeps it for five seconds. */
const LOOK_EVERY_MS = 250
const KEEP_MS = 4_000

export type Balancer = {
  /** How many requests each server has answered, in the order in which they were named. */
  answered: () => number[]
  /** Requests that one server did not take or answer, so that they were sent to another, or are lost. */
  passedOn: () => number
  /** Resolves when a server is sent requests, or no more. */
  until: (server: number, ready: boolean) => Promise<void>
  close: () => Promise<void>
}

type Server = { port: number; ready: boolean; answered: number }

/** Listens at `port` for servers at `ports`, of which none needs to be there yet. */
export async function startBalancer(port: number, ports: number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, timeout: KEEP_MS })
  const servers: Server[] = ports.map((own) => ({ port: own, ready: false, answered: 0 }))
  let [passedOn, closed] = [0, false]

  const watch = async (server: Server) => {
    while (!closed) {
      const url = `http://127.0.0.1:${server.port}/api/health/ready`
      server.ready = await send(url, { headers: { host: `localhost:${port}` } }).then(
        ({ status }) => status === 200,
        () => false,
      )
      await sleep(LOOK_EVERY_MS)
    }
  }

  const choose = (tried: Server[]) => {
    const open = servers.filter((one) => one.ready && !tried.includes(one))
    return open[Math.floor(Math.random() * open.length)]
  }

  /** What nobody has begun to answer goes to another server, unless it may have done something there. */
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, tried: Server[]) => {
    const server = choose(tried)
    if (!server) return void outgoing.writeHead(502).end()
    const { method, url: path, headers } = incoming
    const asked = request({ host: '127.0.0.1', port: server.port, method, path, headers, agent })
    asked.end(body)
    try {
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      server.answered += 1
      answer.on('error', () => outgoing.destroy())
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    } catch (error) {
      passedOn += 1
      const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
      if (refused || method === 'GET') await pass(incoming, outgoing, body, [...tried, server])
      else outgoing.writeHead(502).end()
    }
  }

  const server = createServer((incoming, outgoing) => {
    buffer(incoming)
      .then((body) => pass(incoming, outgoing, body, []))
      .catch(() => outgoing.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const watching = Promise.all(servers.map(watch))
  return {
    answered: () => servers.map(({ answered }) => answered),
    passedOn: () => passedOn,
    async until(index, ready) {
      while (servers[index]?.ready !== ready) await sleep(LOOK_EVERY_MS)
    },
    async close() {
      closed = true
      await watching
      server.close()
      server.closeAllConnections()
      agent.destroy()
      await once(server, 'close')
    },
  }
}
