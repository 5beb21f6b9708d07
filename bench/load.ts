import { connect, type Socket } from 'node:net'

/** What a load is: requests as they go over the wire, sent in turn over so many connections for so long. */
export type Load = {
  port: number
  requests: Buffer[]
  connections: number
  /** A connection sends no other request after so many milliseconds. */
  ms: number
  /** The status that every answer must have. */
  status: number
}

export type Loaded = {
  count: number
  /** Milliseconds from the first request to the last answer. */
  ms: number
  /** Of each answer, in milliseconds, from the smallest. */
  latencies: number[]
}

/** Sends a load, each connection its next request when it has the whole answer to the last. Rejects at a wrong answer. */
export async function runLoad({ port, requests, connections, ms, status }: Load): Promise<Loaded> {
  const latencies: number[] = []
  const start = performance.now()
  let next = 0
  const take = () => {
    if (performance.now() - start >= ms) return undefined
    next += 1
    return requests[next % requests.length]
  }
  await Promise.all(
    Array.from({ length: connections }, () => runConnection({ port, status, take, done: latencies })),
  )
  const took = performance.now() - start
  return { count: latencies.length, ms: took, latencies: latencies.sort((one, other) => one - other) }
}

type Connection = { port: number; status: number; take: () => Buffer | undefined; done: number[] }

/** Opens another socket where the server closes one after an answer, as browsers do. */
async function runConnection({ port, status, take, done }: Connection): Promise<void> {
  let socket: Socket | undefined
  try {
    for (let request = take(); request; request = take()) {
      const start = performance.now()
      socket ??= await open(port)
      const answer = await exchange(socket, request)
      done.push(performance.now() - start)
      if (answer.status !== status)
        throw new Error(`An answer had status ${answer.status} in place of ${status}`)
      if (answer.closes) {
        socket.destroy()
        socket = undefined
      }
    }
  } finally {
    socket?.destroy()
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

function exchange(socket: Socket, request: Buffer): Promise<{ status: number; closes: boolean }> {
  return new Promise((resolve, reject) => {
    const reader = createReader()
    const settle = (finish: () => void) => {
      socket.off('data', read)
      socket.off('error', fail)
      socket.off('close', close)
      finish()
    }
    const read = (chunk: Buffer) => {
      try {
        if (reader.add(chunk)) settle(() => resolve(reader.answer()))
      } catch (error) {
        fail(error)
      }
    }
    const fail = (error: unknown) => settle(() => reject(error))
    const close = () => fail(new Error('The server closed a connection before its answer was whole'))
    socket.on('data', read)
    socket.on('error', fail)
    socket.on('close', close)
    socket.write(request)
  })
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** Reads one answer (RFC 9112): of its body no more than where it ends. */
export function createReader() {
  let head: { status: number; closes: boolean; chunked: boolean } | undefined
  let rest: Buffer = Buffer.alloc(0)
  /** Of the body or the chunk that is being read; a chunk ends with two bytes more. */
  let left = 0

  function readHead(): boolean {
    const end = rest.indexOf(HEAD_END)
    if (end === -1) return false
    const text = rest.toString('latin1', 0, end)
    rest = rest.subarray(end + 4)
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
    const chunked = /\r\ntransfer-encoding: *chunked/i.test(text)
    const empty = status === 204 || status === 304
    if (!chunked && length === undefined && !empty) throw new Error('An answer says not where it ends')
    head = { status, closes: /\r\nconnection: *close/i.test(text), chunked }
    left = empty ? 0 : Number(length ?? 0)
    return true
  }

  function skip(): void {
    const step = Math.min(left, rest.length)
    rest = rest.subarray(step)
    left -= step
  }

  function readChunks(): boolean {
    for (;;) {
      skip()
      if (left > 0) return false
      const end = rest.indexOf('\r\n')
      if (end === -1) return false
      const size = Number.parseInt(rest.toString('latin1', 0, end), 16)
      if (Number.isNaN(size)) throw new Error('An answer has a chunk without a size')
      // No server here sends trailers: an empty line follows the last chunk.
      if (size === 0) return rest.length >= end + 4
      rest = rest.subarray(end + 2)
      left = size + 2
    }
  }

  return {
    /** Whether the answer is whole with this. */
    add(chunk: Buffer): boolean {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      if (!head && !readHead()) return false
      if (head?.chunked) return readChunks()
      skip()
      return left === 0
    },
    answer: () => ({ status: head?.status ?? 0, closes: head?.closes ?? false }),
  }
}
