import 'server-only'
import { isDatabaseReady } from '#lib/db/readiness'
import { describeFailure } from '#lib/errors'

const RETRY_AFTER_SECONDS = '5'
const NO_STORE = { 'cache-control': 'private, no-store' }

/** That this process answers at all: whoever gets no answer should start another. */
export function answerLive(): Response {
  return Response.json({ status: 'live' }, { headers: NO_STORE })
}

/** Whether this process can do its work: whoever gets 503 should send people elsewhere, and ask again. */
export async function answerReady(): Promise<Response> {
  if (await isDatabaseReady()) return Response.json({ status: 'ready' }, { headers: NO_STORE })
  const { code, status, title, message } = describeFailure('unavailable')
  return Response.json(
    { type: 'about:blank', title, status, detail: message, code },
    {
      status,
      headers: {
        ...NO_STORE,
        'content-type': 'application/problem+json',
        'retry-after': RETRY_AFTER_SECONDS,
      },
    },
  )
}
