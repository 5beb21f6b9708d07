/** What one server process measures of itself, and tells the first process when it asks. Loaded with METRICS_PORT only. */
import cluster from 'node:cluster'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { type DatabaseCounts, metrics } from '#lib/metrics'
import { kindOf } from './request-kind.ts'

const PREFIX = brand.slug.replaceAll('-', '_')
const NANOSECONDS = 1e9

/** Milliseconds between two looks at the event loop. They are in what it says of a delay. */
const RESOLUTION_MS = 20
const QUANTILES = [50, 99]

/** Seconds: from a file that is at hand to what the database's limits allow. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The first process asks for everything; of one of the others, for what is in the database as well. */
export const question = z.object({ type: z.literal('measure'), database: z.boolean() })

/** Metrics as `prom-client` writes them for another process. */
export const written = z.array(z.object({ name: z.string(), type: z.string() }).loose())
export type Written = z.output<typeof written>

/** `database` is null when nobody asked, or when it could not be counted. */
export const answer = z.object({
  type: z.literal('measured'),
  process: written,
  database: written.nullable(),
  last: z.boolean(),
})

export type Measuring = {
  /** Called when a request is over. */
  observe: (request: IncomingMessage, response: ServerResponse, startedAt: number) => void
  /** Tells the first process once more what was counted, before this process ends. */
  reportLast: () => Promise<void>
}

/** Begins to measure, and to answer the first process. */
export function startMeasuring(): Measuring {
  const registers = [new Registry()]
  const requests = new Counter({
    name: `${PREFIX}_requests_total`,
    help: 'Requests, by what was asked for and how it was answered',
    labelNames: ['kind', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: `${PREFIX}_request_seconds`,
    help: 'Seconds from a request to the end of its answer',
    labelNames: ['kind'],
    buckets: BUCKETS,
    registers,
  })
  const signIns = new Counter({
    name: `${PREFIX}_sign_ins_total`,
    help: 'Callbacks of sign-ins: done, or the code of the failure',
    labelNames: ['provider', 'outcome'],
    registers,
  })
  const refreshes = new Counter({
    name: `${PREFIX}_refreshes_total`,
    help: 'Refreshes that a provider was asked for, by what came of it',
    labelNames: ['provider', 'outcome'],
    registers,
  })
  const mails = new Counter({
    name: `${PREFIX}_mails_total`,
    help: 'Mails, by notice and by what became of them; failed ones are tried again',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const securityEvents = new Counter({
    name: `${PREFIX}_security_events_total`,
    help: 'What a provider said of an account by itself, by kind and by what came of it',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const refusals = new Counter({
    name: `${PREFIX}_requests_refused_total`,
    help: 'Requests that were told to come again, since too many were there',
    labelNames: ['kind'],
    registers,
  })
  measureProcess(registers)
  metrics().counting = {
    signIn: (provider, outcome) => signIns.inc({ provider, outcome }),
    refresh: (provider, outcome) => refreshes.inc({ provider, outcome }),
    mail: (kind, outcome) => mails.inc({ kind, outcome }),
    securityEvent: (kind, outcome) => securityEvents.inc({ kind, outcome }),
    refusal: (kind) => refusals.inc({ kind }),
  }
  const answerPrimary = async (database: boolean, last: boolean) => {
    const [own, counted] = await Promise.all([read(registers), database ? countDatabase() : null])
    await send({ type: 'measured', process: own, database: counted, last })
  }
  process.on('message', (message) => {
    const asked = question.safeParse(message)
    if (asked.success) void answerPrimary(asked.data.database, false)
  })
  return {
    observe(request, response, startedAt) {
      const kind = kindOf(request)
      requests.inc({ kind, status: statusOf(response) })
      seconds.observe({ kind }, (performance.now() - startedAt) / 1000)
    },
    reportLast: () => answerPrimary(false, true),
  }
}

/** What is true at the moment of asking, of this process alone. */
function measureProcess(registers: Registry[]): void {
  const worker = String(cluster.worker?.id ?? 0)
  const memory = new Gauge({
    name: `${PREFIX}_memory_bytes`,
    help: 'Memory of a process, by kind',
    labelNames: ['worker', 'kind'],
    registers,
    collect() {
      const { rss, heapTotal, heapUsed, external } = process.memoryUsage()
      for (const [kind, bytes] of Object.entries({
        rss,
        heap_total: heapTotal,
        heap_used: heapUsed,
        external,
      }))
        memory.set({ worker, kind }, bytes)
    },
  })
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  const delay = new Gauge({
    name: `${PREFIX}_event_loop_delay_seconds`,
    help: 'How much later than due a process came to its work, since it was last asked',
    labelNames: ['worker', 'quantile'],
    registers,
    collect() {
      const set = (quantile: string, nanoseconds: number) =>
        delay.set({ worker, quantile }, Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS / 1000))
      if (delays.count === 0) return
      for (const percent of QUANTILES) set(String(percent / 100), delays.percentile(percent))
      set('1', delays.max)
      delays.reset()
    },
  })
  const open = new Gauge({
    name: `${PREFIX}_requests_open`,
    help: 'Requests that a process works on, and requests that wait for their turn',
    labelNames: ['worker', 'state'],
    registers,
    collect() {
      open.set({ worker, state: 'working' }, metrics().requests?.working() ?? 0)
      open.set({ worker, state: 'waiting' }, metrics().requests?.waiting() ?? 0)
    },
  })
  const connections = new Gauge({
    name: `${PREFIX}_database_connections`,
    help: 'Connections of a process to the database: all, those without work, and requests that wait for one',
    labelNames: ['worker', 'pool', 'state'],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of metrics().pools) {
        connections.set({ worker, pool, state: 'total' }, totalCount)
        connections.set({ worker, pool, state: 'idle' }, idleCount)
        connections.set({ worker, pool, state: 'waiting' }, waitingCount)
      }
    },
  })
}

async function countDatabase(): Promise<Written | null> {
  const counts = await metrics()
    .countDatabase?.()
    .catch(() => null)
  return counts ? describeCounts(counts) : null
}

function describeCounts({ sessions, queues }: DatabaseCounts): Promise<Written> {
  const registers = [new Registry()]
  new Gauge({
    name: `${PREFIX}_live_sessions`,
    help: 'Sessions that open something, in all processes together',
    registers,
  }).set(sessions)
  const jobs = new Gauge({
    name: `${PREFIX}_jobs`,
    help: 'Jobs that wait for their turn, and jobs that failed for good',
    labelNames: ['queue', 'state'],
    registers,
  })
  for (const { name, waiting, failed } of queues) {
    jobs.set({ queue: name, state: 'waiting' }, waiting)
    jobs.set({ queue: name, state: 'failed' }, failed)
  }
  return read(registers)
}

async function read(registers: Registry[]): Promise<Written> {
  const all = await Promise.all(registers.map((registry) => registry.getMetricsAsJSON()))
  return written.parse(all.flat())
}

function send(message: z.input<typeof answer>): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, () => resolve())
    else resolve()
  })
}

function statusOf({ writableFinished, statusCode }: ServerResponse): string {
  if (!writableFinished) return 'broken-off'
  return STATUS_CODES[statusCode] ? String(statusCode) : 'other'
}
