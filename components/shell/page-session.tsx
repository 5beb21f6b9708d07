'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'

const HeaderContext = createContext<string | null>(null)

type Props = { session: string | null }

/** Around everything: the session, by its opaque id, that the header was made for. */
export function HeaderSession({ session, children }: Props & { children: ReactNode }) {
  return <HeaderContext value={session}>{children}</HeaderContext>
}

/**
 * In a page: the session that it was made for. The header stays while pages come and go; when the session has ended
 * since, or another tab has switched to somebody else, it is made again.
 */
export function PageSession({ session }: Props) {
  const shown = useContext(HeaderContext)
  const router = useRouter()
  useEffect(() => {
    if (shown !== session) router.refresh()
  }, [shown, session, router])
  return null
}
