import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { expectViewer } from '#lib/auth/viewer'
import { failureCode } from '#lib/errors'
import { type Client, describeClient } from '#lib/request/client'
import { reportFailure } from '#lib/request/report'
import type { Viewer } from '#lib/viewer'
import { answerJson, answerProblem } from '#lib/web/json'

type Run = (who: { viewer: Viewer; client: Client }) => Promise<object>

/**
 * The edge of every JSON route that reads: 401 without a session, 503 when the database is away, and every
 * failure as a problem document that holds nothing of the inside.
 */
export function apiRoute(run: Run): () => Promise<Response> {
  return async () => {
    try {
      const viewer = await expectViewer()
      return answerJson(await run({ viewer, client: describeClient(await headers()) }))
    } catch (error) {
      unstable_rethrow(error)
      return answerProblem(reportFailure('request failed', failureCode(error), error))
    }
  }
}
