import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { ServerSettings } from './settings.ts'

/** In an address that we have led to once already. A proxy that renames what it asks for would have us do so for ever. */
const MARK = 'from-other-name'

/** What a proxy writes that says that it is there. */
const TRACES = ['via', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']

const OTHER_THAN_PAGES = /^\/(?:api|_next|\.well-known)(?:\/|$)/

type Site = Pick<ServerSettings, 'development' | 'origin' | 'trustedProxyHops'>

/**
 * Where a page is at AUTH_URL, when a browser asks for it under another name of this machine: there, nobody is signed in,
 * and nobody can be. Only when the name is surely the browser's, and only once.
 *
 * @returns null when the page can be answered here
 */
export function findCanonicalAddress(request: IncomingMessage, site: Site): string | null {
  if (!asksForPage(request)) return null
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s)
  const parameters = query.split('&').filter(Boolean)
  const unmarked = parameters.filter((parameter) => parameter !== MARK)
  const marked = unmarked.length < parameters.length
  if (isOtherName(request.headers, site) === marked) return null
  const wanted = marked ? unmarked : [...parameters, MARK]
  // Not by new URL(): a path that begins with two slashes would be another host to it.
  return site.origin + (wanted.length > 0 ? `${path}?${wanted.join('&')}` : path)
}

/** Whether a browser surely asks for another name than that of AUTH_URL. False when nobody can tell. */
export function isOtherName(headers: IncomingHttpHeaders, site: Site): boolean {
  const { host, hostname } = new URL(site.origin)
  const names = readNames(headers, site)
  if (names.length > 0) return names.every((name) => name !== null && name.hostname !== hostname)
  const asked = readName(mayBeTheBrowsers(headers, site) ? headers.host : undefined, site)
  return asked !== null && asked.host !== host
}

/** What the proxies that are counted say of the name. Each may add its own, and their ports are often those inside. */
function readNames(headers: IncomingHttpHeaders, site: Site): (URL | null)[] {
  const forwarded = headers['x-forwarded-host']
  if (site.trustedProxyHops === 0 || !forwarded) return []
  return String(forwarded)
    .split(',')
    .map((name) => readName(name.trim(), site))
}

/**
 * Whether `Host` is what the browser sent: with no proxy between. nginx puts the name of its upstream there unless told
 * otherwise. In production this server speaks no TLS, so that somebody else does where AUTH_URL is https.
 */
function mayBeTheBrowsers(headers: IncomingHttpHeaders, site: Site): boolean {
  if (site.trustedProxyHops > 0 || TRACES.some((name) => headers[name] !== undefined)) return false
  return site.development || site.origin.startsWith('http:')
}

function readName(name: string | undefined, { origin }: Site): URL | null {
  return name ? URL.parse(`${new URL(origin).protocol}//${name}`) : null
}

/** Whether a browser asks for a page, to show it by itself. Those that are told by `Sec-Fetch-Dest` say so there. */
function asksForPage({ method, url = '', headers }: IncomingMessage): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || OTHER_THAN_PAGES.test(url)) return false
  const destination = headers['sec-fetch-dest']
  if (destination !== undefined) return destination === 'document'
  return headers.accept?.includes('text/html') === true
}
