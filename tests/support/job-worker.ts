/** A process that works on the job queue as a server does, but looks more often, for `startProcess`. */

import { startJobWorker } from '#lib/jobs/worker'
import { jobHandlers } from '#lib/worker/handlers'

process.on('disconnect', () => process.exit())
await startJobWorker(jobHandlers, 0.5)
process.send?.({ type: 'ready' })
