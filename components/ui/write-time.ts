/** How a reader writes a time. */
type Form = {
  locale: string
  hourCycle: 'h12' | 'h23'
  zone: string | null
  /** Stands between the date and the time. */
  between: string
}

/** Not in every browser yet (tc39.es/proposal-temporal). */
export type WithTemporal = { Temporal?: { Now: { timeZoneId: () => string } } }

/** As the same numbers everywhere: some regions count years, or write digits, in their own way. */
const PLAIN = { calendar: 'gregory', numberingSystem: 'latn' } as const

/** "24 November 2026, 01:38 UTC" or "November 24, 2026, 1:38 AM EST": with a time, always with its zone. */
export function writeTime(moment: Date, form: Form, { withTime }: { withTime: boolean }): string {
  const { date, time } = formatsOf(form)
  // In two parts, and with plain spaces: engines differ in how they join them.
  const text = withTime ? date.format(moment) + form.between + time.format(moment) : date.format(moment)
  return text.replace(/\s/g, ' ')
}

/** Making a format takes as long as writing a whole page, and anybody may ask for another: so many of each are kept. */
const MOST_KEPT = 200

function remember<Format>(kept: Map<string, Format>, key: string, make: () => Format): Format {
  const found = kept.get(key)
  if (found) return found
  if (kept.size >= MOST_KEPT) kept.clear()
  const made = make()
  kept.set(key, made)
  return made
}

const formats = new Map<string, Record<'date' | 'time', Intl.DateTimeFormat>>()

function formatsOf({ locale, hourCycle, zone }: Omit<Form, 'between'>) {
  return remember(formats, `${locale} ${hourCycle} ${zone}`, () => {
    const timeZone = zone ?? 'UTC'
    const date = { day: 'numeric', month: 'long', year: 'numeric', timeZone, ...PLAIN } as const
    const time = {
      hour: hourCycle === 'h12' ? 'numeric' : '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      hourCycle,
      timeZone,
      ...PLAIN,
    } as const
    return { date: new Intl.DateTimeFormat(locale, date), time: new Intl.DateTimeFormat(locale, time) }
  })
}

/** How a reader writes a distance, and what is said of less than a minute, past and to come. */
type Relative = Pick<Form, 'locale' | 'zone'> & { justNow: string; soon: string }

const DAY_MS = 86_400_000

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/**
 * "3 minutes ago", "yesterday". Counts whole units, never more than have passed: a minute before a day is "23 hours ago". Days
 * are those of the reader's calendar, since that is what "yesterday" means.
 *
 * @param now in milliseconds, as `Date.now()` has it
 */
export function writeRelative(moment: Date, now: number, { locale, zone, justNow, soon }: Relative): string {
  const distance = moment.getTime() - now
  for (const [unit, length] of UNITS) {
    const whole = Math.trunc(distance / length)
    if (whole === 0) continue
    if (unit !== 'day') return relativeFormatOf(locale, 'always').format(whole, unit)
    const days = (startOfDay(moment, zone) - startOfDay(new Date(now), zone)) / DAY_MS
    // A day on which clocks are put back has room for more than 24 hours: they are hours then.
    if (days !== 0) return relativeFormatOf(locale, 'auto').format(days, unit)
  }
  return distance > 0 ? soon : justNow
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()

/** `auto` has words such as "yesterday". Those for months and years, such as "last year", are of no use for less than one. */
function relativeFormatOf(locale: string, numeric: 'always' | 'auto') {
  return remember(
    relativeFormats,
    `${locale} ${numeric}`,
    () => new Intl.RelativeTimeFormat(`${locale}-u-nu-${PLAIN.numberingSystem}`, { numeric }),
  )
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The midnight of UTC of the date that a moment has in a zone. Swedes write it as ISO 8601 does. */
function startOfDay(moment: Date, zone: string | null): number {
  const timeZone = zone ?? 'UTC'
  const format = remember(
    dayFormats,
    timeZone,
    () => new Intl.DateTimeFormat('sv-SE', { timeZone, ...PLAIN }),
  )
  return Date.parse(format.format(moment))
}
