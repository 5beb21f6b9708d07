/**
 * What we use of Next that it does not document: an upgrade of Next is checked against this file, and against
 * scripts/build/start-react-later.ts. The tests of a page's scripts, of the standalone folder, of a server behind a proxy and
 * of sign-ins without JavaScript fail when one of these changes.
 */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { z } from 'zod'

/** Keeps Next from reading `.env` files: whoever starts it has chosen its environment. */
export const WITHOUT_ENV_FILES = { __NEXT_PROCESSED_ENV: 'true' }

/** Loads what Next would load when it is prepared, in a process that has to wait until it may. */
export function loadNext(): void {
  const load = createRequire(import.meta.url)
  load('next/dist/server/lib/start-server')
  load('next/dist/server/next-server')
}

const requiredServerFiles = z.object({ config: z.record(z.string(), z.unknown()) })

/**
 * Has Next take its settings from the build, as the server does that it writes for `output: 'standalone'`. It would
 * compile `next.config.ts` first, with a compiler that is not there in a folder which runs by itself.
 */
export function adoptBuiltConfig(root: string): void {
  const file = join(root, '.next/required-server-files.json')
  const { config } = requiredServerFiles.parse(JSON.parse(readFileSync(file, 'utf8')))
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
}

/**
 * Says where this server reaches itself. When a form was handled, Next asks the server for the page to go on to; by the
 * public address, that request would go out to the proxy and hang where the network does not let it back in.
 *
 * @param host what the server listens on; undefined for every interface
 */
export function setOwnAddress(host: string | undefined, port: number): void {
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${name}:${port}`
}

const buildManifest = z.object({
  rootMainFiles: z.array(z.string()),
  pagesChunkGroupBootstrapParams: z.record(z.string(), z.object({ otherChunks: z.array(z.string()) })),
})

/** Addresses of the scripts for which a page's own waits, and which the build has left out of it (scripts/build/start-react-later.ts). */
export function listLaterScripts(root: string): string[] {
  const text = readFileSync(join(root, '.next/build-manifest.json'), 'utf8')
  const { rootMainFiles, pagesChunkGroupBootstrapParams } = buildManifest.parse(JSON.parse(text))
  const files = Object.values(pagesChunkGroupBootstrapParams).flatMap(({ otherChunks }) => otherChunks)
  return [...new Set(files)].filter((file) => !rootMainFiles.includes(file)).map((file) => `/_next/${file}`)
}

type Entry = (request: IncomingMessage, response: ServerResponse, context: object) => Promise<void>

/** A route as the build has it. What it exports is there once it has been asked. */
type RouteFile = { handler: Entry; routeModule: { userland: Record<string, unknown> } }

/** Which route answers. */
const answering = new WeakMap<ServerResponse, RouteFile['routeModule']>()

/**
 * The methods that the route takes which sends this response, with those that Next adds; undefined when none sends it, or
 * when that is Next's own router's.
 */
export function methodsOfEntry(response: ServerResponse): string[] | undefined {
  const exported = answering.get(response)?.userland
  if (!exported) return undefined
  const own = ROUTE_METHODS.filter((method) => method in exported)
  return [...own, ...(own.includes('GET') && !own.includes('HEAD') ? ['HEAD'] : []), 'OPTIONS']
}

/** What a route may export (nextjs.org/docs/app/api-reference/file-conventions/route). */
const ROUTE_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

const routePaths = z.record(z.string(), z.string())
const prerendered = z.object({ routes: z.record(z.string(), z.unknown()) })

/** Route handlers of the build, each called without Next's own router. */
export type RouteEntries = {
  /** Answers a request; null when it is for Next to find out who does. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> | null
  /** Resolves when what was to be done after answers (`after`) is done. */
  settle: () => Promise<void>
}

/**
 * The route handlers at a path without parameters, and those that answer everything below a folder in which nothing else
 * lies. Each is called as Next's adapters call it (nextjs.org/docs/app/api-reference/adapters, "Invoking Entrypoints"): what
 * is skipped is its search for who answers, which costs as much as the handler, and its compression, which leaves what
 * nobody may transform as it is.
 */
export function openRouteEntries(root: string, origin: string): RouteEntries {
  const load = createRequire(import.meta.url)
  const read = (name: string) => JSON.parse(readFileSync(join(root, '.next', name), 'utf8'))
  const files = prerendered.parse(read('prerender-manifest.json')).routes
  const findHandler = createHandlerFinder(routePaths.parse(read('app-path-routes-manifest.json')), files)
  const relativeProjectDir = relative(process.cwd(), root)
  const distDir = join(root, '.next')
  const { filterInternalHeaders } = load('next/dist/server/lib/server-ipc/utils')
  const pending = new Set<Promise<unknown>>()
  const waitUntil = (promise: Promise<unknown>) => {
    const ended = promise.catch(console.error).finally(() => pending.delete(ended))
    pending.add(ended)
  }
  return {
    answer(request, response) {
      const { url = '', headers } = request
      const name = findHandler(url.split('?', 1)[0] ?? '')
      if (name === undefined) return null
      filterInternalHeaders(headers)
      const requestMeta = {
        relativeProjectDir,
        distDir,
        initURL: origin + url,
        initProtocol: origin.split(':', 1)[0],
      }
      const { handler, routeModule } = load(join(root, '.next/server/app', `${name}.js`)) as RouteFile
      answering.set(response, routeModule)
      return handler(request, response, { waitUntil, requestMeta })
    },
    settle: async () => void (await Promise.all(pending)),
  }
}

const CATCH_ALL = /\/\[\.\.\.\w+\]$/

/** @returns the name of the handler that answers at a path, as the build has it; undefined when it is for Next to find */
export function createHandlerFinder(paths: Record<string, string>, files: object) {
  const handlers = Object.entries(paths).filter(([name, path]) => name.endsWith('/route') && !(path in files))
  const exact = new Map(
    handlers.filter(([, path]) => !path.includes('[')).map(([name, path]) => [path, name]),
  )
  const isAlone = (folder: string) =>
    Object.values(paths).filter((path) => path.startsWith(folder)).length === 1
  const folders = handlers
    .filter(([, path]) => CATCH_ALL.test(path))
    .map(([name, path]) => ({ name, folder: path.replace(CATCH_ALL, '/') }))
    .filter(({ folder }) => !folder.includes('[') && isAlone(folder))
  return (path: string): string | undefined =>
    exact.get(path) ?? folders.find(({ folder }) => path.startsWith(folder) && isPlain(path))?.name
}

/** Whether every part of a path says something: Next sends others on to where they belong. */
function isPlain(path: string): boolean {
  return !path.endsWith('/') && !path.includes('//')
}

/** Loads each page and route of the build as Next does when it is first asked for, in the order of `first` and then of the build. */
export function listEntries(root: string, first: readonly string[]): (() => Promise<void>)[] {
  const distDir = join(root, '.next')
  const { loadComponents } = createRequire(import.meta.url)('next/dist/server/load-components')
  const text = readFileSync(join(distDir, 'app-path-routes-manifest.json'), 'utf8')
  const paths = Object.entries(routePaths.parse(JSON.parse(text)))
  const rank = (path: string) => (first.includes(path) ? first.indexOf(path) : first.length)
  return paths
    .toSorted(([, one], [, other]) => rank(one) - rank(other))
    .map(([page]) => async () => {
      const options = {
        isAppPath: true,
        isDev: false,
        sriEnabled: false,
        needsManifestsForLegacyReasons: false,
      }
      const { ComponentMod } = await loadComponents({ distDir, page, ...options })
      ComponentMod.patchFetch()
    })
}

/**
 * Whether Next answers a form whose Server Action is not in this build: the page is from another one, or nobody's. It says
 * so to its own script by a header, and to a browser without script by three words of plain text.
 */
export function isUnknownAction(response: ServerResponse): boolean {
  return response.getHeader('x-nextjs-action-not-found') === '1'
}

/**
 * Whether somebody asks as Next's script does, and names the page that it shows in a way that Next cannot read. Next would
 * take that for a fault of its own.
 */
export function hasBrokenRouterState({ headers }: IncomingMessage): boolean {
  const state = headers['next-router-state-tree']
  if (state === undefined || headers.rsc !== '1') return false
  const parse = loadRouterStateParser()
  try {
    parse(state)
    return false
  } catch {
    return true
  }
}

function loadRouterStateParser(): (header: string | string[]) => unknown {
  const parser = 'next/dist/server/app-render/parse-and-validate-flight-router-state'
  return createRequire(import.meta.url)(parser).parseAndValidateFlightRouterState
}

/** Whether a form is sent by Next's script, which reads the answer itself. */
export function isSentByScript({ headers }: IncomingMessage): boolean {
  return headers['next-action'] !== undefined
}

/** A file that has gone, or a version or a part that is not there (RFC 9110, sections 15.5.5, 15.5.13 and 15.5.17). */
const fileFailure = z.object({
  statusCode: z.literal([404, 412, 416]),
  headers: z.record(z.string(), z.string()).default({}),
})

export type FileFailure = { status: number; headers: Record<string, string> }

/**
 * Sends a file as Next does, by the `send` that it brings along: conditions and ranges are heeded, and what stands in the head
 * already stays.
 *
 * @param path from `folder`, by `/`
 * @returns what kept it from being sent, where that is not a fault of ours; nothing is sent then
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  path: string,
): Promise<FileFailure | null> {
  const { serveStatic } = createRequire(import.meta.url)('next/dist/server/serve-static')
  const address = `/${path.split('/').map(encodeURIComponent).join('/')}`
  try {
    await serveStatic(request, response, address, { root: folder })
    return null
  } catch (error) {
    const { success, data } = fileFailure.safeParse(error)
    if (!success) throw error
    return { status: data.statusCode, headers: data.headers }
  }
}

type TraceOptions = {
  base: string
  conditions: string[]
  ts: boolean
  ignore: string[]
  /** Null is its word for a file that is not there. */
  readFile: (path: string) => Promise<string | Buffer | null>
}

type FileTracer = {
  nodeFileTrace: (files: string[], options: TraceOptions) => Promise<{ fileList: Set<string> }>
}

/** The `@vercel/nft` with which Next finds the files of every page, and which it brings along. */
export function loadFileTracer(): FileTracer {
  return createRequire(import.meta.url)('next/dist/compiled/@vercel/nft')
}
