import 'server-only'
import { findUnready, type Unready } from '#lib/db/readiness'
import { describeFailure } from '#lib/errors'
import { isQueueOpen } from '#lib/jobs/queue'
import { currentPhase } from '#lib/phase'
import { answerJson, answerProblem } from '#lib/web/json'

/** The limit for the database is as long (lib/db/readiness.ts), and both are asked at once. */
const QUEUE_LIMIT_MS = 1_000

/** That this process answers at all: whoever gets no answer should start another. */
export function answerLive(): Response {
  return answerJson({ status: 'live' })
}

/** Whether this process can do its work: whoever gets 503 should send people elsewhere, and ask again. */
export async function answerReady(): Promise<Response> {
  const unready = await findReason()
  return unready === null ? answerJson({ status: 'ready' }) : answerProblem(describeFailure(unready))
}

/** What is replaced leaves its server as ready as it was: others of its processes take the requests. */
async function findReason(): Promise<Unready | null> {
  const phase = currentPhase()
  if (phase === 'stopping') return 'not_ready'
  const [unready, queueOpen] = await Promise.all([findUnready(), isQueueOpen(QUEUE_LIMIT_MS)])
  return unready ?? (queueOpen || phase === 'replaced' ? null : 'not_ready')
}
