'use client'

import { createContext, type ReactNode, use, useEffect } from 'react'

/** How somebody reads a time, as the server knows it from their browser; `zone` is null until it has been told. */
export type Reader = { locale: string; hourCycle: 'h12' | 'h23'; zone: string | null }

const ReaderContext = createContext<Reader>({ locale: 'en-001', hourCycle: 'h23', zone: null })

export function useReader(): Reader {
  return use(ReaderContext)
}

type Props = {
  reader: Reader
  /** The cookie that tells the server where the reader is, so that the next page has their time when it arrives. */
  cookie: { name: string; secure: boolean }
  children: ReactNode
}

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Around everything that shows a time. Without JavaScript the zone stays unknown, and times are in UTC. */
export function ReaderPlace({ reader, cookie, children }: Props) {
  const { name, secure } = cookie
  useEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!zone || zone === (reader.zone ?? 'UTC')) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${name}=${zone}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure ? '; Secure' : ''}`
  }, [reader.zone, name, secure])
  return <ReaderContext value={reader}>{children}</ReaderContext>
}
