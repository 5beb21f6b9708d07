/** A process that works on the job queue as a server does, for `startProcess`. */

import { startWorkers } from '#lib/jobs/worker'
import { jobHandlers } from '#lib/worker/handlers'

process.on('disconnect', () => process.exit())
await startWorkers(jobHandlers)
process.send?.({ type: 'ready' })
