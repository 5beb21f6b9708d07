/** A process that works on the job queue as a server does, for `startProcess`. */

import { startJobWorker } from '#lib/jobs/worker'
import { jobHandlers } from '#lib/worker/handlers'

process.on('disconnect', () => process.exit())
await startJobWorker(jobHandlers)
process.send?.({ type: 'ready' })
