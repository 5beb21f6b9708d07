import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

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
