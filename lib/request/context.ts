import 'server-only'
import { currentContext, newRequestId, runInContext } from '#lib/context'

/** Of a 503 that says nothing else. */
export const RETRY_AFTER_SECONDS = 5

/** Names this request in the log and on problem pages. */
export function requestId(): string {
  return currentContext()?.id ?? newRequestId()
}

/** Does work that belongs to a request which is over: what it logs has the same id. */
export function runAsRequest<T>(id: string | undefined, work: () => Promise<T>): Promise<T> {
  return runInContext({ id: id ?? newRequestId() }, work)
}

/**
 * Answers this page with another status than 200, which Next offers for 404 only. Without our HTTP
 * server, as under a bare `next start`, the page stays the same and its status stays 200.
 */
export function setStatus(status: number, retryAfterSeconds = RETRY_AFTER_SECONDS): void {
  const current = currentContext()
  if (!current) return
  current.status = status
  if (status === 503) current.retryAfterSeconds = retryAfterSeconds
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
