import 'server-only'
import { signInAddress } from '#lib/auth/return-to'
import type { Asked } from '#lib/page-guard'
import { findPage, type PagePath } from '#lib/pages'
import { sessionCookieName } from '#lib/sessions/cookie'
import { knowsSession } from '#lib/sessions/find'
import { addressOf } from '#lib/web/page-address'
import { readValues } from '#lib/web/storable'

/** What Next's router puts into a request of its own: a navigation without a new document, which Next answers in its own way. */
const ROUTER_PARAMETER = '_rsc'

/**
 * Where to send a browser that asks for a page of an account (`lib/pages.ts`) without a session, before Next has begun to
 * render that page; null for everything else. What else there is to say to somebody, such as how their session ended or
 * that the database is away, the page says (`requireViewer`); it finds what was read here.
 */
export function refuseEarly({ method, url = '', headers }: Asked): Promise<string | null> | string | null {
  if ((method !== 'GET' && method !== 'HEAD') || headers.rsc !== undefined) return null
  const [pathname = '', search = ''] = url.split(/\?(.*)/s)
  if (!findPage(pathname)?.account) return null
  const query = new URLSearchParams(`?${search}`)
  if (query.has(ROUTER_PARAMETER)) return null
  const token = readCookie(headers.cookie, sessionCookieName())
  const refuse = () => signInAddress(writeAddress(pathname, query))
  const known = token === undefined ? false : knowsSession(token)
  if (typeof known === 'boolean') return known ? null : refuse()
  return known.then((isKnown) => (isKnown ? null : refuse()))
}

/** The address as the page itself would write it. */
function writeAddress(pathname: string, query: URLSearchParams): string {
  const segments = pathname.split('/').map((segment) => encodeURIComponent(decodeURIComponent(segment)))
  const values = [...new Set(query.keys())].map((name) => [name, query.getAll(name)] as const)
  return addressOf(segments.join('/') as PagePath, readValues(Object.fromEntries(values)))
}

/** The value of a cookie as Next reads it: the last of that name (RFC 6265, section 5.4, leaves that to the server). */
function readCookie(header: string | undefined, name: string): string | undefined {
  const own = header?.split(/; */).filter((pair) => pair.startsWith(`${name}=`)) ?? []
  return own.at(-1)?.slice(name.length + 1)
}
