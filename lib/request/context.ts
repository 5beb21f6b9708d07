import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** What `scripts/server.ts` keeps for each request, and sends with the response. */
type RequestContext = { id: string; status?: number; retryAfterSeconds?: number }

const RETRY_AFTER_SECONDS = 5

/** Next bundles this module apart from the server's, so they meet on the global object. */
const KEY = Symbol.for('latchkey.request')
const kept = globalThis as typeof globalThis & Record<symbol, AsyncLocalStorage<RequestContext> | undefined>

/** Names this request in the log and on problem pages. */
export function requestId(): string {
  return kept[KEY]?.getStore()?.id ?? newId()
}

/** Does work that belongs to a request which is over: what it logs has the same id. */
export function runAsRequest<T>(id: string | undefined, work: () => Promise<T>): Promise<T> {
  kept[KEY] ??= new AsyncLocalStorage()
  return kept[KEY].run({ id: id ?? newId() }, work)
}

/**
 * Answers this page with another status than 200, which Next offers for 404 only. Without our server in
 * front, as under a bare `next start`, the page stays the same and its status stays 200.
 */
export function setStatus(status: number): void {
  const current = kept[KEY]?.getStore()
  if (!current) return
  current.status = status
  if (status === 503) current.retryAfterSeconds = RETRY_AFTER_SECONDS
}

function newId(): string {
  return randomBytes(16).toString('base64url')
}
