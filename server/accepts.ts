/** What an address takes, as far as that shows before anybody is asked: methods, and kinds of forms. */
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
  return [pathname, decode(pathname)].some((path) => findPage(path) !== undefined)
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
