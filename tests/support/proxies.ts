import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingHttpHeaders, request } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way through to a server that a test can close: the server itself keeps running for everybody else. */
export type TcpProxy = {
  port: number
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  restore(): Promise<void>
  /** Lets nothing through any more: connections stay open, also new ones, and nobody answers on them. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>()
  let frozen = false
  const server = createServer((incoming) => {
    const outgoing = connect(target.port, target.host)
    const pair: [Socket, Socket] = [incoming, outgoing]
    pairs.add(pair)
    for (const socket of pair) {
      socket.on('error', () => undefined)
      socket.on('close', () => {
        pairs.delete(pair)
        for (const other of pair) other.destroy()
      })
    }
    if (!frozen) join(pair)
  })
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of [...pairs].flat()) socket.destroy()
    })
  const port = await listen(0)
  return {
    port,
    cut,
    restore: async () => {
      await listen(port)
    },
    freeze: () => {
      frozen = true
      for (const [incoming, outgoing] of pairs) {
        incoming.unpipe().pause()
        outgoing.unpipe().pause()
      }
    },
    thaw: () => {
      frozen = false
      for (const pair of pairs) join(pair)
    },
    stop: async () => {
      if (server.listening) await cut()
    },
  }
}

function join([incoming, outgoing]: [Socket, Socket]): void {
  incoming.pipe(outgoing).pipe(incoming)
}

/** A way through to PostgreSQL that can break off at a COMMIT: its connection is cut, and nobody learns how it went. */
export type CommitCutter = {
  port: number
  /** The next COMMIT is lost on its way, or done with its answer lost. */
  cutNext: (when: 'before' | 'after') => void
  cuts: () => number
  stop: () => Promise<void>
}

export async function startCommitCutter(target: { host: string; port: number }): Promise<CommitCutter> {
  let planned: 'before' | 'after' | null = null
  let cuts = 0
  const server = createServer((incoming) => {
    let cutAtAnswer = false
    const outgoing = connect(target.port, target.host)
    const cut = () => {
      cuts += 1
      incoming.destroy()
      outgoing.destroy()
    }
    for (const socket of [incoming, outgoing]) socket.on('error', () => undefined)
    incoming.on('close', () => outgoing.destroy())
    outgoing.on('close', () => incoming.destroy())
    incoming.on('data', (chunk) => {
      const commits = planned !== null && chunk.includes('COMMIT')
      if (commits && planned === 'before') cut()
      else outgoing.write(chunk)
      if (!commits) return
      cutAtAnswer = planned === 'after'
      planned = null
    })
    outgoing.on('data', (chunk) => {
      if (cutAtAnswer) cut()
      else incoming.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (when) => {
      planned = when
    },
    cuts: () => cuts,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A proxy for requests that leave, as a company has one (RFC 9110, section 9.3.6): it knows where they go, and no more. */
export type OutgoingProxy = {
  url: string
  /** Where each connection went, as `host:port`. */
  seen: string[]
  close: () => Promise<void>
}

export async function startOutgoingProxy(): Promise<OutgoingProxy> {
  const seen: string[] = []
  const open = new Set<Socket>()
  const server = createHttpServer((incoming, outgoing) => {
    seen.push(new URL(incoming.url ?? '').host)
    outgoing.writeHead(501).end()
  })
  server.on('connect', ({ url = '' }, incoming: Socket) => {
    seen.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    const outgoing = connect(Number(port), hostname, () => {
      incoming.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      join([incoming, outgoing])
    })
    for (const socket of [incoming, outgoing]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.close()
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export type ReverseProxy = {
  /** The headers of every request that came in. */
  seen: IncomingHttpHeaders[]
  close: () => Promise<void>
}

/** A proxy of ours in front of a server on this machine: it says that every client is at `client`. */
export async function startReverseProxy(port: number, target: number, client: string): Promise<ReverseProxy> {
  const seen: IncomingHttpHeaders[] = []
  const server = createHttpServer((incoming, outgoing) => {
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
