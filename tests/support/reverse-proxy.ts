import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'

export type ReverseProxy = {
  /** The headers of every request that came in. */
  seen: IncomingHttpHeaders[]
  close: () => Promise<void>
}

/** A proxy of ours in front of a server on this machine: it says that every client is at `client`. */
export async function startReverseProxy(port: number, target: number, client: string): Promise<ReverseProxy> {
  const seen: IncomingHttpHeaders[] = []
  const server = createServer((incoming, outgoing) => {
    seen.push({ ...incoming.headers })
    const { method, url: path } = incoming
    const headers = { ...incoming.headers, 'x-forwarded-for': client }
    const asked = request({ host: '127.0.0.1', port: target, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    asked.on('error', () => outgoing.destroy())
    incoming.pipe(asked)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    seen,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
