import { brand } from '#lib/brand'
import { isLanguage, type Language, USUAL_LANGUAGE } from '#lib/messages/languages'

/** How somebody reads: in which language, in the form of which region, by which clock, and where they are if that is known. */
export type Reader = { language: Language; locale: string; hourCycle: 'h12' | 'h23'; zone: string | null }

/** What a browser says of its languages, and its time zone: for the mail that its person gets. */
export type Reads = { acceptLanguage: string | null; zone: string | null }

const MOST_STORED = 200

/** Anybody may send anything: what is longer than any browser's list, is no text of a header, or no zone, is not kept. */
export function storableReads({ acceptLanguage, zone }: Reads): Reads {
  const isList =
    acceptLanguage && acceptLanguage.length <= MOST_STORED && /^[\x20-\x7e]+$/.test(acceptLanguage)
  return { acceptLanguage: isList ? acceptLanguage : null, zone: zone !== null && isZone(zone) ? zone : null }
}

/** English as the world writes it: the day before the month. */
const WORLD = 'en-001'

/** Nobody reads more languages than that, and anybody may name more. */
const MOST_LANGUAGES = 10

/**
 * The language of a page, and the form of its dates and numbers: that language as the reader's region writes it.
 *
 * @param acceptLanguage as the browser sends it (RFC 9110, section 12.5.4)
 * @param zone of the cookie that our pages write: anybody may write anything there
 * @param chosen the language that the reader has chosen here; without one the browser's languages decide
 */
export function describeReader(
  acceptLanguage: string | null,
  zone: string | undefined,
  chosen: Language | null = null,
): Reader {
  return remember(readers, JSON.stringify([acceptLanguage, zone, chosen]), () => ({
    ...readReader(readLanguages(acceptLanguage), chosen),
    zone: zone !== undefined && isZone(zone) ? zone : null,
  }))
}

/** The first of the browser's languages that is one of ours, by lookup (RFC 4647, section 3.4); English when none is. */
export function findLanguage(acceptLanguage: string | null): Language {
  return remember(found, acceptLanguage ?? '', () => lookUp(readLanguages(acceptLanguage)))
}

/** The cookie of whoever has chosen a language in this browser, by any of the names that `lib/sessions/cookie.ts` gives it. */
const CHOICE = new RegExp(`(?:^|; *)(?:__Host-)?${brand.cookiePrefix}(?:\\d+-)?language=([\\w-]+)`)

/**
 * The language of whoever sends a request, where nobody is to be looked up for a few words: what was chosen in this browser,
 * or else what it asks for.
 *
 * @param cookie the header of that name (RFC 6265, section 5.4)
 */
export function languageOfRequest(cookie: string | null, acceptLanguage: string | null): Language {
  const chosen = CHOICE.exec(cookie ?? '')?.[1]
  return isLanguage(chosen) ? chosen : findLanguage(acceptLanguage)
}

/** Finding out takes longer than anything else that the frame of a page does, and most readers are like others. */
const readers = new Map<string, Reader>()
const found = new Map<string, Language>()
const MOST_KNOWN = 500
const LONGEST_KNOWN = 300

function remember<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const before = known.get(key)
  if (before) return before
  const value = find()
  if (known.size >= MOST_KNOWN) known.clear()
  if (key.length <= LONGEST_KNOWN) known.set(key, value)
  return value
}

function readReader(wanted: Intl.Locale[], chosen: Language | null): Omit<Reader, 'zone'> {
  const [preferred] = wanted
  const language = chosen ?? lookUp(wanted)
  const own = wanted.find((one) => one.language === language)
  return {
    language,
    locale:
      ofRegion(language, own) ?? ofRegion(language, preferred) ?? (language === 'en' ? WORLD : language),
    hourCycle: preferred && usesHalfDays(preferred) ? 'h12' : 'h23',
  }
}

function lookUp(wanted: Intl.Locale[]): Language {
  return wanted.map(({ language }) => language).find(isLanguage) ?? USUAL_LANGUAGE
}

/** The browser's languages, those with the highest weight first. What is none, and what is not wanted, is left out. */
function readLanguages(header: string | null): Intl.Locale[] {
  const entries = (header ?? '').split(',', MOST_LANGUAGES).flatMap((entry) => {
    const [tag = '', ...parameters] = entry.trim().split(';')
    const weight = Number(parameters.map((text) => WEIGHT.exec(text)?.[1]).find(Boolean) ?? 1)
    const language = readLanguage(tag.trim())
    return language && weight > 0 ? [{ language, weight }] : []
  })
  return entries.toSorted((one, other) => other.weight - one.weight).map(({ language }) => language)
}

const WEIGHT = /^\s*q=([\d.]+)\s*$/i

function readLanguage(tag: string): Intl.Locale | null {
  try {
    return tag === '*' ? null : new Intl.Locale(tag).maximize()
  } catch {
    return null
  }
}

/** A language as a region writes it, where there is such a thing. */
function ofRegion(language: Language, { region }: Partial<Intl.Locale> = {}): string | null {
  if (!region) return null
  const tag = `${language}-${region}`
  return new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag ? tag : null
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
