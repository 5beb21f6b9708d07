import 'server-only'
import type { Route } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { requireRecent } from '#lib/auth/recent'
import { expectViewer } from '#lib/auth/viewer'
import { failureCode } from '#lib/errors'
import { type Client, describeClient } from '#lib/request/client'
import { reportFailure } from '#lib/request/report'
import type { Viewer } from '#lib/viewer'
import { errorRedirect } from '#lib/web/error-redirect'
import { seeOther } from '#lib/web/form-route'
import { requireSameOrigin } from '#lib/web/same-origin'

type Edge = {
  /** The page that the form is on: whoever must sign in or confirm first comes back to it. */
  page: Route
  fileName: () => string
  /** The file, in pieces. */
  open: (who: { viewer: Viewer; client: Client }) => Promise<AsyncIterable<string>>
}

/**
 * The edge of a form that is answered with a JSON file, of somebody whom a provider has just confirmed. The file is sent
 * while it is made; when that fails midway, the connection breaks, so that no browser takes half of it for the whole.
 */
export function downloadRoute({ page, fileName, open }: Edge): (request: Request) => Promise<Response> {
  return async ({ headers }) => {
    try {
      requireSameOrigin(headers)
      const viewer = await expectViewer()
      requireRecent(viewer)
      const pieces = await open({ viewer, client: describeClient(headers) })
      return new Response(toStream(pieces), {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="${fileName()}"`,
          // Next compresses only what may be transformed; our HTTP server adds `no-transform` after that.
          'cache-control': 'private, no-store',
        },
      })
    } catch (error) {
      unstable_rethrow(error)
      return seeOther(errorRedirect(error, page))
    }
  }
}

/** Makes the next piece when the one before is on its way. */
function toStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        reportFailure('download broke off', failureCode(error), error)
        controller.error(error)
      }
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
