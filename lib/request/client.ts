import 'server-only'
import { isIP } from 'node:net'
import Bowser from 'bowser'
import { brand } from '#lib/brand'

const MAX_USER_AGENT = 512

export type Client = { ipAddress: string | null; userAgent: string | null }

/** Who is calling, as the session list shows it. The address is set by our server, never by the caller. */
export function describeClient(headers: Headers): Client {
  const address = headers.get(brand.headers.clientAddress) ?? ''
  const userAgent = headers.get('user-agent')?.replace(/\p{C}/gu, '').slice(0, MAX_USER_AGENT)
  return { ipAddress: isIP(address) === 0 ? null : address, userAgent: userAgent || null }
}

/** What people call a browser, such as "Firefox on Linux", by its user agent; null when that says nothing they know. */
export function describeBrowser(userAgent: string | null): string | null {
  if (!userAgent) return null
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name) return null
  return os.name ? `${browser.name} on ${os.name}` : browser.name
}

/**
 * How apps that show web pages inside themselves give themselves away. Google refuses to sign people in there
 * (`disallowed_useragent`): Android's WebView says `; wv)`, others write their name.
 */
const EMBEDDED =
  /; wv\)|\bFB(?:AN|AV|IOS)\b|\bInstagram\b|\bLine\/|\bTwitter for|\bMicroMessenger\b|\bTikTok\b|\bmusical_ly\b|\bSnapchat\b|\bPinterest\/|\bLinkedInApp\b|\bGSA\/.*\bWebView\b/

/** Whether a user agent is that of a page inside another app. */
export function isInAppBrowser(userAgent: string | null): boolean {
  return userAgent !== null && EMBEDDED.test(userAgent)
}
