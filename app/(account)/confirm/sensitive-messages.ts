import type { PagePath } from '#lib/pages'

/**
 * What somebody wants to do who has to confirm first, by the page that its form is on. A page that asks for it in more than
 * one way says which in its query.
 */
const messages: Partial<Record<PagePath, (query: URLSearchParams) => string>> = {
  '/connections': (query) =>
    query.has('confirm') ? 'Disconnecting an account' : 'Connecting another account',
  '/sessions': () => 'Signing out other browsers',
  '/settings': () => 'Downloading your data',
  '/settings/delete': () => 'Deleting your account',
}

const OTHERWISE = 'What you are about to do'

/** @param address of the page to come back to */
export function describeSensitive(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const known: Record<string, ((query: URLSearchParams) => string) | undefined> = messages
  return Object.hasOwn(known, pathname) ? (known[pathname]?.(searchParams) ?? OTHERWISE) : OTHERWISE
}
