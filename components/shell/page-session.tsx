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
    return watchSession(session)
  }, [session])
  return null
}
