import 'server-only'
import type { Failure } from '#lib/errors'
import { RETRY_AFTER_SECONDS } from '#lib/request/context'

const NO_STORE = { 'cache-control': 'private, no-store' }

/** An answer that nobody may store. */
export function answerJson(body: object): Response {
  return Response.json(body, { headers: NO_STORE })
}

/** A failure as a problem document (RFC 9457), with its reference when it is in the log. */
export function answerProblem(failure: Failure & { reference?: string }): Response {
  const { code, status, retryAfterSeconds = RETRY_AFTER_SECONDS, title, message, reference } = failure
  const headers = {
    ...NO_STORE,
    'content-type': 'application/problem+json',
    ...(status === 503 && { 'retry-after': String(retryAfterSeconds) }),
  }
  return Response.json(
    { type: 'about:blank', title, status, detail: message, code, ...(reference && { reference }) },
    { status, headers },
  )
}
