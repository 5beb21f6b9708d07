import type { Instrumentation } from 'next'

/** Next calls this once in every server process, before it listens. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startJobWorker } = await import('#lib/jobs/worker')
  const { jobHandlers } = await import('#lib/worker/handlers')
  const { countDatabase } = await import('#lib/worker/counts')
  const { metrics } = await import('#lib/metrics')
  const { captureConsole } = await import('#lib/log-console')
  const { guardPages } = await import('#lib/page-guard')
  const { refuseEarly } = await import('#lib/web/refuse-early')
  const { log } = await import('#lib/log')
  // Made now, not by the first request that has something to say.
  log()
  if (process.env.NODE_ENV === 'production') captureConsole()
  guardPages(refuseEarly)
  metrics().countDatabase = countDatabase
  void startJobWorker(jobHandlers)
}

/** A defect: the page shows its digest as the reference, and this is the line that has it. What a browser breaks off is none, and neither is what is no form. */
export const onRequestError: Instrumentation.onRequestError = async (err, request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { isBrokenOff } = await import('#lib/request/broken-off')
  if (isBrokenOff(err)) return
  const { log } = await import('#lib/log')
  const { statusOfUnreadable } = await import('#lib/request/unreadable')
  const status = statusOfUnreadable(err)
  if (status !== null) {
    const { setStatus } = await import('#lib/request/context')
    setStatus(status)
    log().info({ event: 'form not read', method: request.method, route: routePath, err }, 'A form was none')
    return
  }
  const digest = err instanceof Error && 'digest' in err ? String(err.digest) : undefined
  log().error(
    { event: 'defect', reference: digest, method: request.method, route: routePath, err },
    'Something broke',
  )
}
