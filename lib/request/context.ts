import 'server-only'
import type { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** What `scripts/server.ts` keeps for each request, and sends with the response. */
type RequestContext = { id: string; status?: number; retryAfterSeconds?: number }

const RETRY_AFTER_SECONDS = 5

/** Next bundles this module apart from the server's, so they meet on the global object. */
function context(): RequestContext | undefined {
  const kept = globalThis as typeof globalThis & Record<symbol, AsyncLocalStorage<RequestContext> | undefined>
  return kept[Symbol.for('latchkey.request')]?.getStore()
}

/** Names this request in the log and on problem pages. */
export function requestId(): string {
  return context()?.id ?? randomBytes(16).toString('base64url')
}

/**
 * Answers this page with another status than 200, which Next offers for 404 only. Without our server in
 * front, as under a bare `next start`, the page stays the same and its status stays 200.
 */
export function setStatus(status: number): void {
  const current = context()
  if (!current) return
  current.status = status
  if (status === 503) current.retryAfterSeconds = RETRY_AFTER_SECONDS
}
