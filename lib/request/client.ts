import 'server-only'
import { isIP } from 'node:net'
import { brand } from '#lib/brand'
import { describeDevice } from '#lib/request/device'

const MAX_USER_AGENT = 512

export type Client = { ipAddress: string | null; userAgent: string | null }

/** Who is calling, as the session list shows it. The address is set by our server, never by the caller. */
export function describeClient(headers: Headers): Client {
  const address = headers.get(brand.headers.clientAddress) ?? ''
  const userAgent = headers.get('user-agent')?.replace(/\p{C}/gu, '').slice(0, MAX_USER_AGENT)
  return { ipAddress: isIP(address) === 0 ? null : address, userAgent: userAgent || null }
}

/**
 * What people call a browser, such as "Firefox on Linux", by its user agent; null when that says nothing they know. The history
 * keeps it like this, and a page says it in the words of its reader.
 */
export function describeBrowser(userAgent: string | null): string | null {
  const { browser, system } = describeDevice(userAgent)
  return browser && system ? `${browser} on ${system}` : browser
}
