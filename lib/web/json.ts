import 'server-only'
import type { Failure } from '#lib/errors'
import { NO_STORE } from '#lib/http/no-store'

const RETRY_AFTER_SECONDS = '5'

/** An answer that nobody may store. */
export function answerJson(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': NO_STORE } })
}

/** A failure as a problem document (RFC 9457), with its reference when it is in the log. */
export function answerProblem(failure: Failure & { reference?: string }): Response {
  const { code, status, title, message, reference } = failure
  const headers = {
    'cache-control': NO_STORE,
    'content-type': 'application/problem+json',
    ...(status === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
  }
  return Response.json(
    { type: 'about:blank', title, status, detail: message, code, ...(reference && { reference }) },
    { status, headers },
  )
}
