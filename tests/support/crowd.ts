/** A crowd of browsers that all ask at once, as a process of its own: whoever is asked must not be slow because of it. */
import { connect } from 'node:net'

/** One of a crowd: what it sends, and what nobody but it may be shown. */
export type Member = { request: string; mark?: string }

export type Crowd = { port: number; members: Member[] }

/** What one of them was answered. */
export type Received = {
  /** 0 when there was no whole answer. */
  status: number
  /** Milliseconds from when all were called. */
  ms: number
  head: string
  /** The marks of members that were in the answer. */
  marks: string[]
  /** The answer, where it was not 200. */
  text: string
}

process.on('message', async ({ id, crowd }: { id: string; crowd: Crowd }) => {
  process.send?.({ id, result: await call(crowd) })
})
process.send?.({ type: 'ready' })

/** Every member opens a connection, sends its request, and reads until the server closes. */
function call({ port, members }: Crowd): Promise<Received[]> {
  const marks = [...new Set(members.flatMap(({ mark }) => mark ?? []))]
  const start = performance.now()
  return Promise.all(members.map((member) => receive(port, member, marks, start)))
}

function receive(port: number, { request }: Member, marks: string[], start: number): Promise<Received> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    let error = ''
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.write(request)
    socket.on('data', (piece) => pieces.push(piece))
    socket.on('error', (reason) => {
      error = String(reason)
    })
    socket.once('close', () => {
      const ms = performance.now() - start
      const text = Buffer.concat(pieces).toString()
      const [head = ''] = text.split('\r\n\r\n')
      const status = error ? 0 : Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
      const found = marks.filter((mark) => text.includes(mark))
      resolve({ status, ms, head, marks: found, text: status === 200 ? '' : error || text })
    })
  })
}
