import 'server-only'
import { findUnready } from '#lib/db/readiness'
import { describeFailure } from '#lib/errors'
import { answerJson, answerProblem } from '#lib/web/json'

/** That this process answers at all: whoever gets no answer should start another. */
export function answerLive(): Response {
  return answerJson({ status: 'live' })
}

/** Whether this process can do its work: whoever gets 503 should send people elsewhere, and ask again. */
export async function answerReady(): Promise<Response> {
  const unready = await findUnready()
  return unready === null ? answerJson({ status: 'ready' }) : answerProblem(describeFailure(unready))
}
