'use client'

import { useSyncExternalStore } from 'react'

type Props = {
  /** ISO 8601. */
  at: string
  style?: 'date' | 'datetime' | 'relative'
  /** ISO 8601: when the page was made. With it a relative time is in words even without JavaScript. */
  now?: string
}

/**
 * A moment, in the reader's own time zone once JavaScript runs and in UTC until then (and without it).
 * Written so that both say the same in about the same room; put it last on its line.
 */
export function LocalTime({ at, style = 'datetime', now }: Props) {
  const clock = useSyncExternalStore(everyHalfMinute, readClock, noClock)
  const moment = new Date(at)
  const zone = clock === null ? 'UTC' : undefined
  const reference = clock ?? (now ? Date.parse(now) : null)
  const exact = write(moment, zone, true)
  const text =
    style === 'relative' && reference !== null
      ? relative(moment.getTime() - reference)
      : write(moment, zone, style !== 'date')
  return (
    <time dateTime={at} title={text === exact ? undefined : exact}>
      {text}
    </time>
  )
}

const readClock = () => Math.floor(Date.now() / 1000) * 1000
const noClock = () => null

function everyHalfMinute(changed: () => void) {
  const timer = setInterval(changed, 30_000)
  return () => clearInterval(timer)
}

/** "24 November 2026, 01:38 UTC", from parts, since engines differ in how they join them. */
function write(moment: Date, timeZone: string | undefined, withTime: boolean): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(withTime && { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }),
    ...(timeZone && { timeZone }),
  })
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  const date = `${part.day} ${part.month} ${part.year}`
  return withTime ? `${date}, ${part.hour}:${part.minute} ${part.timeZoneName}` : date
}

const steps = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function relative(milliseconds: number): string {
  for (const [unit, length] of steps) {
    if (Math.abs(milliseconds) >= length)
      return new Intl.RelativeTimeFormat('en-GB', { numeric: 'always' }).format(
        Math.round(milliseconds / length),
        unit,
      )
  }
  return milliseconds > 0 ? 'in less than a minute' : 'just now'
}
