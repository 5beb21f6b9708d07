import type { IncomingMessage } from 'node:http'

/** What was asked for, of a closed list: an address may be anything, and one that is not there is a page. */
export function kindOf({ url = '', method }: IncomingMessage): string {
  if (url.startsWith('/_next/')) return 'file'
  if (url.startsWith('/api/health/')) return 'health'
  if (url.startsWith('/api/auth/')) return 'callback'
  if (url.startsWith('/api/')) return 'api'
  return method === 'POST' ? 'form' : 'page'
}
