import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What a server says when something is wrong (PostgreSQL, chapter "Message Formats", ErrorResponse). */
export type Saying = { code: string; message: string; severity?: 'ERROR' | 'FATAL' | 'PANIC' }

/** A PostgreSQL, or a pooler in front of one, that can be made to say anything; else it is the real one. */
export type DatabaseFront = {
  port: number
  /** Cuts every connection. New ones are told so when they open, or not a word. */
  refuse: (saying: Saying | 'hangs up' | 'speaks something else') => void
  /** Whatever is asked on a connection is answered so, but for what has `exception` in it. New ones are let in. */
  answer: (saying: Saying, exception?: string) => void
  /** Everything is as it is behind it. */
  pass: () => void
  stop: () => Promise<void>
}

/** Messages that ask for something; others belong to opening a connection, or to closing it. */
const QUESTIONS = new Set([...'QPBDECHSF'].map((letter) => letter.charCodeAt(0)))
const ENDS_QUESTION = new Set([...'QS'].map((letter) => letter.charCodeAt(0)))
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

export async function startDatabaseFront(target: { host: string; port: number }): Promise<DatabaseFront> {
  const open = new Set<Socket>()
  let refusing: Parameters<DatabaseFront['refuse']>[0] | undefined
  let answering: Saying | undefined
  let excepted: string | undefined

  const server = createServer((incoming) => {
    open.add(incoming)
    incoming.on('error', () => undefined)
    incoming.on('close', () => open.delete(incoming))
    if (refusing) return refuse(incoming, refusing)
    const outgoing = connect(target.port, target.host)
    outgoing.on('error', () => undefined)
    outgoing.on('close', () => incoming.destroy())
    incoming.on('close', () => outgoing.destroy())
    let ready = false
    outgoing.on('data', (chunk) => {
      ready ||= chunk.includes(READY)
      incoming.write(chunk)
    })
    incoming.on('data', (chunk) => {
      const spared = excepted !== undefined && chunk.includes(excepted)
      if (ready && answering && !spared && QUESTIONS.has(chunk[0] ?? 0)) reply(incoming, chunk, answering)
      else outgoing.write(chunk)
    })
  })
  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    refuse: (saying) => {
      refusing = saying
      answering = undefined
      cutAll()
    },
    answer: (saying, exception) => {
      refusing = undefined
      answering = saying
      excepted = exception
    },
    pass: () => {
      refusing = undefined
      answering = undefined
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cutAll()
      }),
  }
}

function refuse(socket: Socket, saying: Parameters<DatabaseFront['refuse']>[0]): void {
  socket.once('data', () => {
    if (saying === 'hangs up') socket.end()
    else if (saying === 'speaks something else') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    else socket.end(errorResponse({ severity: 'FATAL', ...saying }))
  })
}

function reply(socket: Socket, chunk: Buffer, saying: Saying): void {
  for (let at = 0; at + 5 <= chunk.length; at += 1 + chunk.readUInt32BE(at + 1)) {
    if (!ENDS_QUESTION.has(chunk[at] ?? 0)) continue
    const response = errorResponse(saying)
    if (saying.severity === 'FATAL' || saying.severity === 'PANIC') return void socket.end(response)
    socket.write(Buffer.concat([response, READY]))
  }
}

function errorResponse({ severity = 'ERROR', code, message }: Saying): Buffer {
  const fields = Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeUInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
