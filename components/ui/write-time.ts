/** How a reader writes a time. */
type Form = {
  locale: string
  hourCycle: 'h12' | 'h23'
  zone: string | null
  /** Stands between the date and the time. */
  between: string
}

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

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()

function relativeFormatOf(locale: string) {
  return remember(
    relativeFormats,
    locale,
    () => new Intl.RelativeTimeFormat(`${locale}-u-nu-${PLAIN.numberingSystem}`, { numeric: 'always' }),
  )
}

/** In which language a distance is written, and what is said of less than a minute, past and to come. */
type Relative = { locale: string; justNow: string; soon: string }

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/**
 * "3 minutes ago". Counts whole units, never more than have passed: a minute before a day is "23 hours ago".
 *
 * @param milliseconds since now; negative for what is past
 */
export function writeRelative(milliseconds: number, { locale, justNow, soon }: Relative): string {
  for (const [unit, length] of UNITS) {
    const whole = Math.trunc(milliseconds / length)
    if (whole !== 0) return relativeFormatOf(locale).format(whole, unit)
  }
  return milliseconds > 0 ? soon : justNow
}
