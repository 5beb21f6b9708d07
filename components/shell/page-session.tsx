'use client'

import { useEffect } from 'react'
import { watchSession } from './watch-session.tsx'

/**
 * In a page: the session, by its opaque id, that it was made for. When that ends, in another tab or from elsewhere, the
 * page does not stay readable until somebody clicks. The header stays while pages come and go: when another tab has
 * switched to somebody else since, all of it is loaded again.
 */
export function PageSession({ session }: { session: string | null }) {
  useEffect(() => {
    const header = document.querySelector<HTMLElement>('[data-session]')
    if (header && header.dataset.session !== (session ?? '')) window.location.reload()
    shown += 1
    const end = watchSession(session)
    return () => {
      shown -= 1
      end()
      if (session !== null) setTimeout(tellOthers)
    }
  }, [session])
  return null
}

/** Pages that are shown by now: the router takes one away before the next is there, in the same turn. */
let shown = 0

/**
 * The page of a session is gone, and the router put one in its place that watches over none: people are led to sign in when
 * theirs has ended elsewhere. The address is still the old one then, and the script of that page does not run. The other tabs
 * ask for themselves what there is to it.
 */
function tellOthers(): void {
  if (shown > 0 || typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel('session')
  channel.postMessage(null)
  channel.close()
}
