'use client'

import { createContext, type ReactNode, use } from 'react'

/** How somebody reads a time, as the server knows it from their browser; `zone` is null until it has been told. */
export type Reader = {
  locale: string
  hourCycle: 'h12' | 'h23'
  zone: string | null
  /** What stands between a date and a time. */
  between: string
  /** What is said of less than a minute, past and to come. */
  justNow: string
  soon: string
}

const ReaderContext = createContext<Reader | null>(null)

export function useReaderPlace(): Reader {
  const reader = use(ReaderContext)
  if (!reader) throw new Error('A time is shown outside of a ReaderPlace')
  return reader
}

/** Around everything that shows a time. Without JavaScript the zone stays unknown, and times are in UTC. */
export function ReaderPlace({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <ReaderContext value={reader}>{children}</ReaderContext>
}
