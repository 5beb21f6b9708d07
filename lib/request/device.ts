import 'server-only'
import Bowser from 'bowser'

/** What kind of thing a browser runs on; `unknown` where it does not say. */
export type DeviceKind = 'computer' | 'phone' | 'tablet' | 'television' | 'unknown'

/** The families of browsers that pages draw a sign of. */
export type BrowserFamily = 'chrome' | 'edge' | 'firefox' | 'safari' | 'other'

/** A browser as far as its user agent says, in the names that people know. */
export type Device = {
  kind: DeviceKind
  family: BrowserFamily
  /** "Firefox"; null when it does not say what it is. */
  browser: string | null
  /** "Linux". */
  system: string | null
}

const kinds: Record<string, DeviceKind> = {
  desktop: 'computer',
  mobile: 'phone',
  tablet: 'tablet',
  tv: 'television',
}

const families: [RegExp, BrowserFamily][] = [
  [/firefox|focus|klar/i, 'firefox'],
  [/edge/i, 'edge'],
  [/safari/i, 'safari'],
  [/chrom/i, 'chrome'],
]

/**
 * What a user agent says of its device and browser. A tablet that asks for pages as a computer gets them says that it is a
 * computer.
 */
export function describeDevice(userAgent: string | null): Device {
  if (!userAgent) return UNKNOWN
  const found = known.get(userAgent)
  if (found) return found
  const device = readDevice(userAgent)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(userAgent, device)
  return device
}

const UNKNOWN: Device = { kind: 'unknown', family: 'other', browser: null, system: null }

/** Reading one takes longer than the statement that it came with, and most are the same few. Each is cut off where it is stored. */
const known = new Map<string, Device>()
const MOST_KNOWN = 500

function readDevice(userAgent: string): Device {
  const { browser, os, platform } = Bowser.parse(userAgent)
  if (!browser.name) return UNKNOWN
  const kind = kinds[platform.type ?? ''] ?? (os.name === 'Chrome OS' ? 'computer' : 'unknown')
  const family = families.find(([pattern]) => pattern.test(browser.name ?? ''))?.[1] ?? 'other'
  return { kind, family, browser: browser.name, system: os.name ?? null }
}
