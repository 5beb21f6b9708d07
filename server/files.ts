/** Files that are the same for everybody: what the build has for browsers, and what lies in `public`. */
import { existsSync, readdirSync } from 'node:fs'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { extname, join, sep } from 'node:path'
import { sendFile } from './next-internals.ts'

/** As Next has it: the name of a file of the build follows from what is in it. */
const FOR_A_YEAR = 'public, max-age=31536000, immutable'

/** What `npm run build` leaves a compressed copy of (`scripts/build/precompress.ts`), and what it is: the name of a copy does not say so. */
const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}

/** The best first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const

/** `path` from `folder`; `encodings` that it has a copy in, for which its `type` must be known. */
type File = {
  folder: string
  path: string
  type: string | undefined
  caching: string | null
  encodings: Set<string>
}

/** Answers a request for a file; null when it is for somebody else. */
export type Files = (request: IncomingMessage, response: ServerResponse) => Promise<void> | null

/**
 * The files of a build. Next would ask its router about each request, compress scripts anew for each, by gzip, and answer 500 where
 * a part or a version is asked for that is not there.
 *
 * @param root the folder whose `.next` and `public` are served
 */
export function openFiles(root: string): Files {
  const files = new Map([
    ...listFiles(join(root, '.next/static'), '/_next/static/', FOR_A_YEAR),
    ...listFiles(join(root, 'public'), '/', null),
  ])
  return (request, response) => {
    const file = files.get(pathOf(request))
    return file ? answer(file, request, response) : null
  }
}

async function answer(file: File, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { folder, path, type, caching, encodings } = file
  const accepted = readEncodings(request)
  const encoding = ENCODINGS.find(({ name }) => encodings.has(name) && accepted.has(name))
  if (caching) response.setHeader('Cache-Control', caching)
  if (encodings.size > 0) response.setHeader('Vary', 'Accept-Encoding')
  if (type && encoding) {
    response.setHeader('Content-Encoding', encoding.name)
    response.setHeader('Content-Type', type)
  }
  const failure = await sendFile(request, response, folder, path + (encoding?.suffix ?? ''))
  if (!failure) return
  for (const name of ['Content-Encoding', 'ETag', 'Last-Modified']) response.removeHeader(name)
  for (const [name, value] of Object.entries(failure.headers)) response.setHeader(name, value)
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.writeHead(failure.status).end(`${STATUS_CODES[failure.status]}\n`)
}

/** Every file of a folder by its address, with the copies that are beside it. Neither folder has to be there. */
function listFiles(folder: string, prefix: string, caching: string | null): [string, File][] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(folder.length + 1)
          .replaceAll(sep, '/'),
      ),
  )
  const isCopy = (path: string) =>
    ENCODINGS.some(({ suffix }) => path.endsWith(suffix) && paths.has(path.slice(0, -suffix.length)))
  return [...paths]
    .filter((path) => !isCopy(path))
    .map((path) => {
      const type = TYPES[extname(path)]
      const copies = type ? ENCODINGS.filter(({ suffix }) => paths.has(path + suffix)) : []
      const encodings = new Set(copies.map(({ name }) => name))
      return [prefix + path, { folder, path, type, caching, encodings }]
    })
}

/** The same path may be encoded more than it has to be. Whoever misspells it was refused before. */
function pathOf({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1)
  return path.includes('%') ? decodeURIComponent(path) : path
}

/** What somebody reads beside plain bytes (RFC 9110, section 12.5.3). Browsers give no weights: one that has one is not looked at. */
function readEncodings({ headers }: IncomingMessage): Set<string> {
  return new Set(
    String(headers['accept-encoding'] ?? '')
      .split(',')
      .map((encoding) => encoding.trim()),
  )
}
