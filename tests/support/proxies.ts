import { once } from 'node:events'
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'

/** A way through to a server that a test can close: the server itself keeps running for everybody else. */
export type TcpProxy = {
  port: number
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  restore(): Promise<void>
  /** Lets nothing through any more: connections stay open, also new ones, and nobody answers on them. */
  freeze(): void
  thaw(): void
  /** Nobody answers any more on the connections that are open now, as when a firewall forgets them. New ones are fine. */
  strand(): void
  /** Holds every piece back for so many milliseconds, either way. 0 as before. */
  slow(ms: number): void
  stop(): Promise<void>
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>()
  const stranded = new WeakSet<[Socket, Socket]>()
  let frozen = false
  let delayMs = 0
  const delayed = () =>
    new Transform({
      transform: (piece, _encoding, pass) =>
        delayMs > 0 ? void setTimeout(pass, delayMs, null, piece) : pass(null, piece),
    })
  const join = ([incoming, outgoing]: [Socket, Socket]) => {
    incoming.pipe(delayed()).pipe(outgoing).pipe(delayed()).pipe(incoming)
  }
  const part = ([incoming, outgoing]: [Socket, Socket]) => {
    incoming.unpipe().pause()
    outgoing.unpipe().pause()
  }
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
      pairs.forEach(part)
    },
    thaw: () => {
      frozen = false
      for (const pair of pairs) if (!stranded.has(pair)) join(pair)
    },
    strand: () => {
      pairs.forEach(part)
      for (const pair of pairs) stranded.add(pair)
    },
    slow: (ms) => {
      delayMs = ms
    },
    stop: async () => {
      if (server.listening) await cut()
    },
  }
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

/** A way through to PostgreSQL that reads what is asked on it. */
export type StatementReader = {
  port: number
  /** The text of each statement that was run, in the order in which they were sent, since the last call of it. */
  take: () => string[]
  stop: () => Promise<void>
}

/**
 * Reads the protocol's messages as a client sends them (PostgreSQL, chapter "Message Formats"). Connections that call
 * themselves `unread` (`application_name`) go through unread.
 */
export async function startStatementReader(
  target: { host: string; port: number },
  unread: string,
): Promise<StatementReader> {
  const open = new Set<Socket>()
  let seen: string[] = []
  const server = createServer((incoming) => {
    const outgoing = connect(target.port, target.host)
    const read = readStatements((statement, from) => from !== unread && seen.push(statement))
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
    incoming.on('data', read)
    incoming.pipe(outgoing).pipe(incoming)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    take() {
      const taken = seen
      seen = []
      return taken
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** Before a connection is let in, a client sends a message without a letter, or two: it may ask for TLS first. */
const TLS_REQUEST = 80_877_103

/** A statement may be parsed once under a name, and bound by it from then on. */
function readStatements(tell: (statement: string, applicationName: string) => void): (chunk: Buffer) => void {
  const named = new Map<string, string>()
  let [rest, letIn, bound, from] = [Buffer.alloc(0), false, '', '']
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = letIn ? 1 : 0
      if (rest.length < head + 4) return
      const end = head + rest.readUInt32BE(head)
      if (rest.length < end) return
      const [letter, body] = [letIn ? String.fromCharCode(rest[0] ?? 0) : '', rest.subarray(head + 4, end)]
      rest = rest.subarray(end)
      const texts = body.toString().split('\0')
      const [first = '', second = ''] = texts
      if (!letIn) {
        letIn = body.readUInt32BE(0) !== TLS_REQUEST
        from = texts[texts.indexOf('application_name') + 1] ?? ''
      } else if (letter === 'P') named.set(first, second)
      else if (letter === 'B') bound = second
      else if (letter === 'E') tell(named.get(bound) ?? bound, from)
      else if (letter === 'Q') tell(first, from)
    }
  }
}

/** A proxy for requests that leave, as a company has one: those by TLS go through it unread (RFC 9110, section 9.3.6). */
export type OutgoingProxy = {
  url: string
  /** Where each request or connection went, as `host:port`. */
  seen: string[]
  close: () => Promise<void>
}

export async function startOutgoingProxy(): Promise<OutgoingProxy> {
  const seen: string[] = []
  const open = new Set<Socket>()
  const server = createHttpServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming
    seen.push(new URL(url).host)
    const onwards = request(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onwards.on('error', () => outgoing.destroy())
    incoming.pipe(onwards)
  })
  server.on('connect', ({ url = '' }, incoming: Socket) => {
    seen.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    const outgoing = connect(Number(port), hostname, () => {
      incoming.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      incoming.pipe(outgoing).pipe(incoming)
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
  /** How often it did what only some proxies do. */
  counts: Record<'chunked' | 'ahead' | 'cut', number>
  close: () => Promise<void>
}

/** What a proxy does. */
export type Habits = {
  /** What it writes in X-Forwarded-For. */
  forwarded: string
  /** What it asks for as `Host`; what it is asked for, unless set. */
  host?: string
  /** Sends on what has a body in chunks of a few bytes, and has sent half of it before, on a connection that broke. */
  mistreatsForms?: boolean
  /** Asks for every page ahead, twice: one answer is thrown away, the other cut off at its first byte. */
  looksAhead?: boolean
}

/** A proxy of ours in front of a server on this machine. */
export async function startReverseProxy(
  port: number,
  target: number,
  { forwarded, host, mistreatsForms = false, looksAhead = false }: Habits,
): Promise<ReverseProxy> {
  const seen: IncomingHttpHeaders[] = []
  const counts = { chunked: 0, ahead: 0, cut: 0 }

  const open = ({ method, url: path }: IncomingMessage, headers: IncomingHttpHeaders) =>
    request({ host: '127.0.0.1', port: target, method, path, headers, agent: false })

  /** Resolves when it is answered, or at its first byte, when the connection is cut. */
  const lookAhead = async (incoming: IncomingMessage, headers: IncomingHttpHeaders, cut: boolean) => {
    const asked = open(incoming, { ...headers, 'sec-purpose': 'prefetch', purpose: 'prefetch' })
    asked.end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    for (const end of [asked, answer]) end.on('error', () => undefined)
    if (cut) asked.destroy()
    else await buffer(answer)
    counts[cut ? 'cut' : 'ahead'] += 1
  }

  /** Resolves when the server has half of a form, and the connection is no more. */
  const breakOff = async (incoming: IncomingMessage, headers: IncomingHttpHeaders, body: Buffer) => {
    const asked = open(incoming, headers)
    asked.on('error', () => undefined)
    const closed = new Promise((resolve) => asked.once('close', resolve))
    asked.write(body.subarray(0, body.length / 2), () => asked.destroy())
    await closed
    counts.cut += 1
  }

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    seen.push({ ...incoming.headers })
    const headers: IncomingHttpHeaders = {
      ...incoming.headers,
      'x-forwarded-for': forwarded,
      ...(host && { host }),
    }
    const body = await buffer(incoming)
    if (looksAhead && incoming.method === 'GET' && !incoming.url?.startsWith('/_next/static/')) {
      await lookAhead(incoming, headers, false)
      await lookAhead(incoming, headers, true)
    }
    const pieces = mistreatsForms && body.length > 1 ? splitUp(body) : [body]
    if (pieces.length > 1) {
      delete headers['content-length']
      headers['transfer-encoding'] = 'chunked'
      counts.chunked += 1
      await breakOff(incoming, headers, body)
    }
    const asked = open(incoming, headers)
    asked.on('error', () => outgoing.destroy())
    asked.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    for (const piece of pieces) asked.write(piece)
    asked.end()
  }

  const server = createHttpServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    seen,
    counts,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function splitUp(body: Buffer): Buffer[] {
  const size = Math.max(1, Math.ceil(body.length / 7))
  return Array.from({ length: Math.ceil(body.length / size) }, (_, at) =>
    body.subarray(at * size, (at + 1) * size),
  )
}
