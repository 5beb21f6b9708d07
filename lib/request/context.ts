import 'server-only'
import { currentContext, newRequestId, runInContext } from '#lib/context'

/** Seconds after which it is worth trying again, where a status says that it is (RFC 9110, section 10.2.3). */
const RETRY_AFTER_SECONDS: Record<number, number> = { 429: 60, 503: 5 }

/** What `Retry-After` says of a status: `own` where the failure knows better, and nothing where trying again is no help. */
export function retryAfter(status: number, own?: number): number | undefined {
  return own ?? RETRY_AFTER_SECONDS[status]
}

/** Names this request in the log and on problem pages. */
export function requestId(): string {
  return currentContext()?.id ?? newRequestId()
}

/** Does work that belongs to a request which is over: what it logs has the same id. */
export function runAsRequest<T>(id: string | undefined, work: () => Promise<T>): Promise<T> {
  return runInContext({ id: id ?? newRequestId() }, work)
}

/** What this page loads when it can be seen, so that it may be fetched before; nothing without our HTTP server. */
export function laterScripts(): readonly string[] {
  return currentContext()?.laterScripts ?? []
}

/**
 * Answers this page with another status than 200, which Next offers for 404 only. Without our HTTP
 * server, as under a bare `next start`, the page stays the same and its status stays 200.
 */
export function setStatus(status: number, retryAfterSeconds?: number): void {
  const current = currentContext()
  if (!current || current.statusSettled) return
  current.status = status
  current.retryAfterSeconds = retryAfter(status, retryAfterSeconds)
}

/**
 * Leaves the status of this page at what it is now, whatever is found out later: of a page that arrives in parts, how fast
 * the rest came would decide on it.
 */
export function settleStatus(): void {
  const current = currentContext()
  if (current) current.statusSettled = true
}

/** Has the browser forget what it keeps of our pages, with this answer (`server/response-headers.ts`). */
export function clearSiteData(): void {
  const current = currentContext()
  if (current) current.clearsSiteData = true
}

/** Notes how far an authorization has come: the log line of a failure shows the steps before it. */
export function addStep(step: string): void {
  const current = currentContext()
  if (current) current.steps = [...(current.steps ?? []), step]
}

/** The steps so far. */
export function listSteps(): string[] {
  return currentContext()?.steps ?? []
}

/** Notes that a form action of ours has begun. */
export function noteAction(): void {
  const current = currentContext()
  if (current) current.acts = true
}

/** Whether one has. */
export function hasActed(): boolean {
  return currentContext()?.acts === true
}
