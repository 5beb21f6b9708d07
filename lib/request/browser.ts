import 'server-only'
import Bowser from 'bowser'

/** A user agent in words, such as "Firefox on Linux", or null when it says nothing that people know. */
export function describeBrowser(userAgent: string | null): string | null {
  if (!userAgent) return null
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name) return null
  return os.name ? `${browser.name} on ${os.name}` : browser.name
}
