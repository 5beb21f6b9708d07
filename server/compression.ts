import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import zlib, { constants } from 'node:zlib'

/** Bytes. What is smaller goes into one packet either way. */
const SMALLEST = 1_024

/** Bytes that are compressed while everything else waits: a page takes a few tenths of a millisecond. */
const MOST_AT_ONCE = 256 * 1_024

const TYPES =
  /^(text\/|image\/svg\+xml|application\/([\w.-]+\+)?(json|xml|javascript)\b|application\/manifest\+json)/

/** A content coding (RFC 9110, section 8.4.1). */
type Coding = {
  name: 'zstd' | 'br' | 'gzip'
  /** Compresses all that there is. */
  all: (body: Buffer) => Buffer
  /** Compresses what comes, and sends each part on when it has come. */
  open: () => Transform
}

/**
 * The cheapest first: of a page with 54 kB, Zstandard makes 11.0 kB in 0.13 ms of processor time, Brotli 10.9 kB in 0.32, gzip 11.0 kB
 * in 0.42, and gzip at the level that Next takes 10.5 kB in 0.62. Files, which browsers keep, are worth a level more. Node has
 * Zstandard since version 22.15; browsers ask for it, and for Brotli, over HTTPS and on localhost.
 */
const codings: readonly Coding[] = [...zstandard(), brotli(), gzip()]

type Rest = [(BufferEncoding | ((error?: Error | null) => void))?, ((error?: Error | null) => void)?]

/**
 * Compresses the body of a response, if its browser and its kind allow it. Next's own compression takes five times as long: it
 * knows gzip alone, and sends each part of a page through a thread of its own. What is written in one turn of the event loop and is
 * all of the body, as most pages are, is compressed in one go; what is streamed is sent on turn by turn.
 *
 * @returns to be called with the final status when the headers are known, before anything says that nobody may transform them
 */
export function compressBody(request: IncomingMessage, response: ServerResponse): (status: number) => void {
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  let coding: Coding | undefined
  let size: number | undefined
  let waiting: Buffer[] = []
  let held = 0
  let stream: Transform | undefined
  let ended = false

  const open = ({ open: openStream }: Coding) => {
    const opened = openStream()
    opened.on('data', (part) => {
      if (!write(part)) opened.pause()
    })
    opened.on('drain', () => response.emit('drain'))
    opened.on('end', () => end())
    opened.on('error', () => response.destroy())
    response.on('drain', () => opened.resume())
    response.once('close', () => opened.destroy())
    return opened
  }
  const sendOn = () => {
    if (!coding || ended || waiting.length === 0) return
    stream ??= open(coding)
    stream.write(Buffer.concat(waiting))
    waiting = []
    held = 0
  }

  response.write = ((chunk: string | Uint8Array, ...rest: Rest) => {
    if (!response.headersSent) response.writeHead(response.statusCode)
    if (!coding || ended) return (write as (...all: unknown[]) => boolean)(chunk, ...rest)
    if (waiting.length === 0) setImmediate(sendOn)
    const bytes = bytesOf(chunk, rest)
    waiting.push(bytes)
    held += bytes.length
    if (held > MOST_AT_ONCE) sendOn()
    const done = rest.find((one) => typeof one === 'function')
    if (done) setImmediate(done)
    return !stream?.writableNeedDrain
  }) as ServerResponse['write']

  response.end = ((...all: [unknown?, ...Rest]) => {
    const [chunk, ...rest] = typeof all[0] === 'function' ? [undefined, all[0] as () => void] : all
    const last = typeof chunk === 'string' || chunk instanceof Uint8Array ? bytesOf(chunk, rest) : null
    if (!response.headersSent && last && last.length >= SMALLEST) {
      if (!response.hasHeader('Content-Length')) response.setHeader('Content-Length', last.length)
      response.writeHead(response.statusCode)
    }
    if (!response.headersSent) size = last?.length ?? 0
    if (!coding || ended) return (end as (...all: unknown[]) => ServerResponse)(...all)
    ended = true
    const done = rest.find((one) => typeof one === 'function')
    if (done) response.once('finish', done)
    const body = Buffer.concat(last ? [...waiting, last] : waiting)
    waiting = []
    if (!stream && body.length <= MOST_AT_ONCE) return end(coding.all(body))
    stream ??= open(coding)
    stream.end(body)
    return response
  }) as ServerResponse['end']

  return (status) => {
    const length = size ?? response.getHeader('Content-Length')
    if (request.method === 'HEAD' || status < 200 || [204, 206, 304].includes(status)) return
    if (length !== undefined && Number(length) < SMALLEST) return
    if (response.hasHeader('Content-Encoding') || !mayCompress(response)) return
    response.appendHeader('Vary', 'Accept-Encoding')
    coding = chooseCoding(request.headers['accept-encoding'])
    if (!coding) return
    response.setHeader('Content-Encoding', coding.name)
    response.removeHeader('Content-Length')
  }
}

/** @param accepted the header of a request; what it says of preference is left aside, but for what it does not want at all */
export function chooseCoding(accepted: string | string[] | undefined): Coding | undefined {
  const wanted = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim()))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name)
  return codings.find(({ name }) => wanted.includes(name))
}

function mayCompress(response: ServerResponse): boolean {
  const type = String(response.getHeader('Content-Type') ?? '').toLowerCase()
  return TYPES.test(type) && !/\bno-transform\b/i.test(String(response.getHeader('Cache-Control') ?? ''))
}

function bytesOf(chunk: string | Uint8Array, [encoding]: Rest): Buffer {
  if (typeof chunk !== 'string') return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  return Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined)
}

function zstandard(): Coding[] {
  if (!('createZstdCompress' in zlib)) return []
  const params = (level: number) => ({ [constants.ZSTD_c_compressionLevel]: level })
  return [
    {
      name: 'zstd',
      all: (body) => zlib.zstdCompressSync(body, { params: params(3) }),
      open: () => zlib.createZstdCompress({ params: params(6), flush: constants.ZSTD_e_flush }),
    },
  ]
}

function brotli(): Coding {
  const params = (quality: number) => ({ [constants.BROTLI_PARAM_QUALITY]: quality })
  return {
    name: 'br',
    all: (body) => zlib.brotliCompressSync(body, { params: params(3) }),
    open: () => zlib.createBrotliCompress({ params: params(5), flush: constants.BROTLI_OPERATION_FLUSH }),
  }
}

function gzip(): Coding {
  return {
    name: 'gzip',
    all: (body) => zlib.gzipSync(body, { level: 4 }),
    open: () => zlib.createGzip({ level: 6, flush: constants.Z_SYNC_FLUSH }),
  }
}
