import type { IncomingMessage } from 'node:http'

/**
 * Whether this is what only Server Actions are sent as, and comes from a page of another site. Next would refuse it as a
 * fault of its own, with status 500; our routes judge for themselves.
 */
export function isForeignAction({ method, headers }: IncomingMessage, origin: string): boolean {
  const type = headers['content-type'] ?? ''
  const action = headers['next-action'] !== undefined || /^multipart\/form-data\b/i.test(type)
  return method === 'POST' && action && headers.origin !== undefined && headers.origin !== origin
}
