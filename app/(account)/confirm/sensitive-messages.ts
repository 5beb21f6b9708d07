import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import type { PagePath } from '#lib/pages'

type Key = 'connecting' | 'disconnecting' | 'sessions' | 'download' | 'delete'

/**
 * What somebody wants to do who has to confirm first, by the page that its form is on. A page that asks for it in more than
 * one way says which in its query.
 */
const keys: Partial<Record<PagePath, (query: URLSearchParams) => Key>> = {
  '/connections': (query) => (query.has('confirm') ? 'disconnecting' : 'connecting'),
  '/sessions': () => 'sessions',
  '/settings': () => 'download',
  '/settings/delete': () => 'delete',
}

/**
 * That it needs a sign-in of late.
 *
 * @param address of the page to come back to
 */
export function describeSensitive(address: string, language: Language): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const known: Record<string, ((query: URLSearchParams) => Key) | undefined> = keys
  const key = Object.hasOwn(known, pathname) ? known[pathname]?.(searchParams) : undefined
  return wordsIn(language, 'confirm')(key ?? 'otherwise')
}
