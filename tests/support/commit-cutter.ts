import { type AddressInfo, connect, createServer } from 'node:net'

/** A way through to PostgreSQL that can break off at a COMMIT: its connection is cut, and nobody is told how it went. */
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
