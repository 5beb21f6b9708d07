import 'server-only'
import { isDatabaseReady } from '#lib/db/readiness'
import { describeFailure } from '#lib/errors'
import { answerJson, answerProblem } from '#lib/web/json'

/** That this process answers at all: whoever gets no answer should start another. */
export function answerLive(): Response {
  return answerJson({ status: 'live' })
}

/** Whether this process can do its work: whoever gets 503 should send people elsewhere, and ask again. */
export async function answerReady(): Promise<Response> {
  return (await isDatabaseReady())
    ? answerJson({ status: 'ready' })
    : answerProblem(describeFailure('unavailable'))
}
