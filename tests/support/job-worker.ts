/** A process that works on the job queue as a server does, for `startProcess`. */
import { jobHandlers } from '#lib/account/job-handlers'
import { startWorkers } from '#lib/jobs/worker'

process.on('disconnect', () => process.exit())
await startWorkers(jobHandlers)
process.send?.({ type: 'ready' })
