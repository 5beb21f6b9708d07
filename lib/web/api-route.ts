import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { expectViewer } from '#lib/auth/viewer'
import { failureCode } from '#lib/errors'
import { reportFailure } from '#lib/request/report'
import type { Viewer } from '#lib/viewer'

const NO_STORE = { 'cache-control': 'private, no-store' }

/**
 * The edge of every JSON route that reads: 401 without a session, 503 when the database is away, and every
 * failure as a problem document (RFC 9457) that holds nothing of the inside.
 */
export function apiRoute(run: (viewer: Viewer) => Promise<object>): () => Promise<Response> {
  return async () => {
    try {
      return Response.json(await run(await expectViewer()), { headers: NO_STORE })
    } catch (error) {
      unstable_rethrow(error)
      return problem(error)
    }
  }
}

function problem(error: unknown): Response {
  const { code, status, title, message, reference } = reportFailure(
    'request failed',
    failureCode(error),
    error,
  )
  const headers = {
    ...NO_STORE,
    'content-type': 'application/problem+json',
    ...(status === 503 && { 'retry-after': '5' }),
  }
  return Response.json(
    { type: 'about:blank', title, status, detail: message, code, reference },
    { status, headers },
  )
}
