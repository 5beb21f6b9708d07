/** What an address takes, as far as that shows before anybody is asked: methods, kinds of bodies, and how much. */
import type { IncomingMessage } from 'node:http'
import { findPage } from '#lib/pages'

/** What whoever answers may know. The others end here. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A form of a page is sent to the page itself. */
const OF_PAGES = ['GET', 'HEAD', 'POST']

const OF_FILES = ['GET', 'HEAD']

const FILE = /^\/_next\/|^\/(?!api\/)(?:[^?]*\/)?[^/?]*\.[^/?]*(?:\?|$)/

/** As React encodes a form whose `action` is a function, when no script does (react.dev/reference/react-dom/components/form). */
export const FORM = 'multipart/form-data'

/** Next reads no more of what a Server Action is sent (`serverActions.bodySizeLimit`), and no route of ours as much. */
export const MAX_BODY_BYTES = 1_048_576

/**
 * The methods that are let through to an address (RFC 9110, section 9.1). Next would show a page by any of them, and take
 * them for a fault of its own at a file.
 *
 * @param url as the request line has it: a path, or `*`
 * @param development whether Next's own tools ask, too, at addresses below `/_next/`
 */
export function methodsAt(url: string, development = false): readonly string[] {
  if (isPage(url)) return OF_PAGES
  return FILE.test(url) && !development ? OF_FILES : METHODS
}

/** Whether it is sent to a page and is no form of one, which Next would answer with the page. */
export function isNoForm({ method, url = '', headers }: IncomingMessage): boolean {
  if (method !== 'POST' || headers['next-action'] !== undefined) return false
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  return type.trim().toLowerCase() !== FORM && isPage(url)
}

/** Next finds a page also by a path that is encoded more than it has to be. */
function isPage(url: string): boolean {
  const [pathname = ''] = url.split('?')
  return (
    (findPage(pathname) ?? (pathname.includes('%') ? findPage(decode(pathname)) : undefined)) !== undefined
  )
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

/**
 * Calls back, once, when more of a body has come than anybody here reads; the rest of it is thrown away. One that is sent in
 * pieces does not say beforehand how long it is, and Next would take it for a fault of its own.
 */
export function limitBody(request: IncomingMessage, exceed: () => void): void {
  if (request.headers['transfer-encoding'] === undefined) return
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, encoding) => {
    const before = bytes
    bytes += chunk?.byteLength ?? 0
    if (bytes <= MAX_BODY_BYTES) return push(chunk, encoding)
    if (before <= MAX_BODY_BYTES) exceed()
    return true
  }
}
