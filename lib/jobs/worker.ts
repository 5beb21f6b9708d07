import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { jobQueue, stopWorking } from '#lib/jobs/queue'
import { type JobHandlers, type QueueName, queues } from '#lib/jobs/queues'
import { log } from '#lib/log'
import { beforeLeaving, currentPhase } from '#lib/phase'
import { runAsRequest } from '#lib/request/context'
import { inSpan } from '#lib/tracing'

const RETRY_MS = 5_000

/** Seconds between two looks at a queue. */
const POLLING_SECONDS = 2

const envelope = z.looseObject({ requestId: z.string().optional() })

/**
 * Works on every queue in this process, beside any number of others. Waits for the database as long as it takes: a
 * server that starts during an outage answers pages, and works when it is over. It stops when this process leaves. A process
 * that runs jobs beside requests takes one at a time.
 */
export async function startJobWorker(handlers: JobHandlers, pollingSeconds = POLLING_SECONDS): Promise<void> {
  const polling = { pollingIntervalSeconds: pollingSeconds, batchSize: 1 }
  const names = Object.keys(queues) as QueueName[]
  beforeLeaving(stopWorking)
  for (;;) {
    try {
      const queue = await jobQueue()
      for (const name of names)
        await queue.work(name, polling, async ([job]) => runJob(name, handlers, job?.data))
      return
    } catch (err) {
      // It may have been stopped while it started.
      if (currentPhase() !== 'serving') return
      log().warn({ event: 'job queue waits', err }, 'The job queue does not start yet')
      await sleep(RETRY_MS, undefined, { ref: false })
    }
  }
}

/** What a handler throws goes to the log here, and the queue tries again later. */
async function runJob(name: QueueName, handlers: JobHandlers, data: unknown): Promise<void> {
  const { requestId } = envelope.parse(data ?? {})
  await runAsRequest(requestId, async () => {
    try {
      await inSpan(`job ${name}`, { 'messaging.destination.name': name }, () =>
        dispatch(name, handlers, data ?? {}),
      )
    } catch (err) {
      log().warn({ event: 'job failed', job: name, err }, `The job ${name} failed and will be tried again`)
      throw err
    }
  })
}

function dispatch(name: QueueName, handlers: JobHandlers, data: unknown): Promise<void> {
  switch (name) {
    case 'revoke-grant':
      return handlers[name](queues[name].shape.parse(data))
    case 'send-mail':
      return handlers[name](queues[name].shape.parse(data))
    case 'clean-up':
    case 'keep-alive':
      return handlers[name](queues[name].shape.parse(data))
  }
}
