import type { Route } from 'next'

/** The page of connections as it asks whether this one is to be disconnected, at that one. */
export function disconnectAddress(accountId: string): Route {
  return `/connections?${new URLSearchParams({ confirm: accountId })}#${encodeURIComponent(accountId)}`
}
