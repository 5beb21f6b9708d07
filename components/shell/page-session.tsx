'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'

const HeaderContext = createContext<string | null>(null)

type Props = { session: string | null }

/**
 * Around everything: the session, by its opaque id, that the header was made for. When it ends, in another tab or from
 * elsewhere, the page does not stay readable until somebody clicks.
 */
export function HeaderSession({ session, children }: Props & { children: ReactNode }) {
  useEffect(() => watchSession(session), [session])
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

/** The names of the tabs of one browser for each other. */
const CHANNEL = 'session'

/**
 * Tells the other tabs which session this one shows, and leaves the page once that is over: when another tab shows
 * another one, when the tab is looked at again, and when the browser brings the page back from its memory.
 */
function watchSession(session: string | null): (() => void) | undefined {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  channel?.postMessage(session)
  if (session === null) return () => channel?.close()

  const look = () => {
    if (document.visibilityState === 'visible') void leaveWhenOver()
  }
  const hide = ({ persisted }: PageTransitionEvent) => {
    if (persisted) document.body.hidden = true
  }
  const show = ({ persisted }: PageTransitionEvent) => {
    if (persisted) void leaveWhenOver().then((stays) => stays && showAgain())
  }
  if (channel)
    channel.onmessage = ({ data }) => {
      if (data === null) void leaveWhenOver()
      else if (data !== session) leave()
    }
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pagehide', hide)
  window.addEventListener('pageshow', show)
  return () => {
    channel?.close()
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('pagehide', hide)
    window.removeEventListener('pageshow', show)
  }
}

/** @returns whether the page stays: also when nobody can tell, as during an outage, which signs nobody out */
async function leaveWhenOver(): Promise<boolean> {
  const answer = await fetch('/api/me', { cache: 'no-store' }).catch(() => null)
  if (answer?.status !== 401) return true
  leave()
  return false
}

function showAgain(): void {
  document.body.hidden = false
}

/** Nothing is to be read from here on; the server says what there is to see instead. */
function leave(): void {
  document.body.hidden = true
  window.location.reload()
}
