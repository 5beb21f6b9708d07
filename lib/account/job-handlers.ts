import 'server-only'
import { cleanUp } from '#lib/account/clean-up'
import type { JobHandlers } from '#lib/jobs/queues'
import { keepGrantsAlive } from '#lib/tokens/keep-alive'
import { revokeOrdered } from '#lib/tokens/revoke'

/** Who does the work of each queue. */
export const jobHandlers: JobHandlers = {
  'revoke-grant': revokeOrdered,
  'clean-up': cleanUp,
  'keep-alive': keepGrantsAlive,
}
