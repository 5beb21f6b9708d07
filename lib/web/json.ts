import 'server-only'
import type { Failure } from '#lib/errors'
import { NO_STORE } from '#lib/http/no-store'
import { retryAfter } from '#lib/request/context'

/** An answer that nobody may store. */
export function answerJson(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': NO_STORE } })
}

/** A failure as a problem document (RFC 9457), with its reference when it is in the log. */
export function answerProblem(failure: Failure & { reference?: string }): Response {
  const { code, status, title, message, reference } = failure
  const seconds = retryAfter(status, failure.retryAfterSeconds)
  const headers = {
    'cache-control': NO_STORE,
    'content-type': 'application/problem+json',
    ...(seconds !== undefined && { 'retry-after': String(seconds) }),
  }
  return Response.json(
    { type: 'about:blank', title, status, detail: message, code, ...(reference && { reference }) },
    { status, headers },
  )
}
