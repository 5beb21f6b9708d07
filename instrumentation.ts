/** Next calls this once in every server process, before the first request: it starts to work on the job queue. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startWorkers } = await import('#lib/jobs/worker')
  const { jobHandlers } = await import('#lib/account/job-handlers')
  void startWorkers(jobHandlers)
}
