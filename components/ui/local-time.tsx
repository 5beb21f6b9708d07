'use client'

import { useSyncExternalStore } from 'react'
import { type Reader, useReaderPlace } from './reader-place.tsx'
import { type WithTemporal, writeRelative, writeTime } from './write-time.ts'

type Props = {
  /** ISO 8601. */
  at: string
  style?: 'date' | 'datetime' | 'relative'
  /** ISO 8601: when the page was made. With it a time is relative even without JavaScript. */
  now?: string
}

/**
 * A moment, in the form that its reader knows and in their time zone: as the server knows it when the page arrives, as
 * the browser does once JavaScript runs. Both are the same, but for the first page of all and without JavaScript: then
 * the server knows no zone, and says UTC. Put it last on its line.
 */
export function LocalTime({ at, style = 'datetime', now }: Props) {
  const reader = useReaderPlace()
  const clock = useSyncExternalStore(everyHalfMinute, readClock, noClock)
  const moment = new Date(at)
  const place: Reader = clock === null ? reader : { ...reader, zone: ownZone() }
  const reference = clock ?? (now ? Date.parse(now) : null)
  const exact = writeTime(moment, place, { withTime: true })
  const text =
    style === 'relative' && reference !== null
      ? writeRelative(moment, reference, place)
      : writeTime(moment, place, { withTime: style !== 'date' })
  // Server and browser may name a zone differently: each is right, and neither is worth making the page again.
  return (
    <time dateTime={at} title={text === exact ? undefined : exact} suppressHydrationWarning>
      {text}
    </time>
  )
}

/** To the second, so that it stays the same while a page is made: the next one, not to miss what is just over. */
const readClock = () => Math.ceil(Date.now() / 1000) * 1000
const noClock = () => null
// A page may show dozens of times, and `Intl` takes longer to say the zone than to write the time.
const ownZone = () =>
  (globalThis as WithTemporal).Temporal?.Now.timeZoneId() ??
  new Intl.DateTimeFormat().resolvedOptions().timeZone

function everyHalfMinute(changed: () => void) {
  const timer = setInterval(changed, 30_000)
  return () => clearInterval(timer)
}
