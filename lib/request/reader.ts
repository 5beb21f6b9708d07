import 'server-only'

/** How somebody reads a time: in which form of English, by which clock, and where they are if that is known. */
export type Reader = { locale: string; hourCycle: 'h12' | 'h23'; zone: string | null }

/** English as the world writes it: the day before the month. */
const WORLD = 'en-001'

/** Nobody reads more languages than that, and anybody may name more. */
const MOST_LANGUAGES = 10

/**
 * The words of our pages are English, so those of a date are; its order and its clock are those of the reader's region.
 *
 * @param acceptLanguage as the browser sends it (RFC 9110, section 12.5.4)
 * @param zone of the cookie that our pages write: anybody may write anything there
 */
export function describeReader(acceptLanguage: string | null, zone: string | undefined): Reader {
  const key = JSON.stringify([acceptLanguage, zone])
  const found = known.get(key)
  if (found) return found
  const reader = readReader(acceptLanguage, zone)
  if (known.size >= MOST_KNOWN) known.clear()
  if (key.length <= LONGEST_KNOWN) known.set(key, reader)
  return reader
}

/** Finding out takes longer than anything else that the frame of a page does, and most readers are like others. */
const known = new Map<string, Reader>()
const MOST_KNOWN = 500
const LONGEST_KNOWN = 300

function readReader(acceptLanguage: string | null, zone: string | undefined): Reader {
  const preferred = preferredLanguage(acceptLanguage)
  return {
    locale: (preferred && englishOf(preferred)) ?? WORLD,
    hourCycle: preferred && usesHalfDays(preferred) ? 'h12' : 'h23',
    zone: zone !== undefined && isZone(zone) ? zone : null,
  }
}

/** The first that is one, of those with the highest weight. */
function preferredLanguage(header: string | null): Intl.Locale | null {
  const wanted = (header ?? '')
    .split(',', MOST_LANGUAGES)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';')
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1]).find(Boolean)
      return { language: readLanguage(tag.trim()), weight: Number(weight ?? 1) }
    })
    .filter(({ language, weight }) => language && weight > 0)
  return wanted.toSorted((one, other) => other.weight - one.weight)[0]?.language ?? null
}

function readLanguage(tag: string): Intl.Locale | null {
  try {
    return tag === '*' ? null : new Intl.Locale(tag).maximize()
  } catch {
    return null
  }
}

/** English of a region, where there is such a thing. */
function englishOf({ region }: Intl.Locale): string | null {
  const english = `en-${region}`
  const known = new Intl.DateTimeFormat(region ? english : WORLD).resolvedOptions().locale
  return known === english ? english : null
}

function usesHalfDays({ language, region }: Intl.Locale): boolean {
  const tag = region ? `${language}-${region}` : language
  return new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12 === true
}

/** A name of the time zone database. */
const ZONE = /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/

function isZone(text: string): boolean {
  if (text.length > 64 || !ZONE.test(text)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}
