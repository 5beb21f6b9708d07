'use client'

import { createContext, type ReactNode, use } from 'react'

/** How somebody reads a time, as the server knows it from their browser; `zone` is null until it has been told. */
export type Reader = { locale: string; hourCycle: 'h12' | 'h23'; zone: string | null }

const ReaderContext = createContext<Reader>({ locale: 'en-001', hourCycle: 'h23', zone: null })

export function useReader(): Reader {
  return use(ReaderContext)
}

/** Around everything that shows a time. Without JavaScript the zone stays unknown, and times are in UTC. */
export function ReaderPlace({ reader, children }: { reader: Reader; children: ReactNode }) {
  return <ReaderContext value={reader}>{children}</ReaderContext>
}
