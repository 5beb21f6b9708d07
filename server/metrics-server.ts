/** The address at which Prometheus reads what all server processes have counted. */
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { AggregatorRegistry, type Registry } from 'prom-client'
import { z } from 'zod'
import { answer, type question, type Written, written } from './metrics.ts'

/** Milliseconds that a process has to answer. One that is too busy is left out of what is true now, and keeps its counts. */
const ANSWER_LIMIT_MS = 2_000

/** Milliseconds between two looks at every session. */
const DATABASE_EVERY_MS = 60_000

const readyMessage = z.object({ type: z.literal('ready') })

/** What only ever grows: it must not fall when a process ends, or it would look as if all had begun anew. */
const GROWING = new Set(['counter', 'histogram'])

/** Listens for Prometheus until this process ends; throws when it cannot. */
export async function serveMetrics({ host, port }: { host: string; port: number }): Promise<void> {
  const { collect } = followWorkers()
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') return void response.writeHead(404).end()
    void collect().then(
      (registry) => write(response, registry),
      () => response.writeHead(500).end(),
    )
  })
  server.listen(port, host)
  await once(server, 'listening')
  server.unref()
}

async function write(response: ServerResponse, registry: Registry): Promise<void> {
  response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' })
  response.end(await registry.metrics())
}

/** Keeps what the processes have counted, also those that have ended. */
function followWorkers(): { collect: () => Promise<Registry> } {
  const ready = new Set<Worker>()
  const counted = new Map<Worker, Written>()
  const waiting = new Map<Worker, () => void>()
  let ended: Promise<Written> = Promise.resolve([])
  let database: { at: number; counts: Written } | undefined

  cluster.on('message', (worker, message) => {
    if (readyMessage.safeParse(message).success) ready.add(worker)
    const { data } = answer.safeParse(message)
    if (!data) return
    counted.set(worker, data.process)
    if (data.database) database = { at: Date.now(), counts: data.database }
    waiting.get(worker)?.()
  })
  cluster.on('exit', (worker) => {
    const last = counted.get(worker)
    ready.delete(worker)
    counted.delete(worker)
    waiting.get(worker)?.()
    if (last) ended = ended.then((before) => sum([before, growing(last)]))
  })

  /** Resolves with whether it has answered. */
  const ask = async (worker: Worker, askDatabase: boolean): Promise<boolean> => {
    if (!worker.isConnected()) return false
    const answered = new Promise<boolean>((resolve) => waiting.set(worker, () => resolve(ready.has(worker))))
    const text: z.output<typeof question> = { type: 'measure', database: askDatabase }
    // One that has just ended does not answer.
    worker.send(text, () => undefined)
    const inTime = await Promise.race([answered, sleep(ANSWER_LIMIT_MS, false, { ref: false })])
    waiting.delete(worker)
    return inTime
  }

  const collect = async () => {
    const isOld = !database || Date.now() - database.at > DATABASE_EVERY_MS
    const asked = await Promise.all(
      [...ready].map((worker, at) => ask(worker, isOld && at === 0).then((ok) => ({ worker, ok }))),
    )
    const now = new Set(asked.filter(({ ok }) => ok).map(({ worker }) => worker))
    const own = [...counted].map(([worker, counts]) => (now.has(worker) ? counts : growing(counts)))
    const parts = [await ended, ...own, ...(database ? [database.counts] : [])]
    return aggregate(parts)
  }
  return { collect: alone(collect) }
}

/** However many ask at once, one question is under way. */
function alone<T>(work: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined
  return () => {
    current ??= work().finally(() => {
      current = undefined
    })
    return current
  }
}

function growing(counts: Written): Written {
  return counts.filter(({ type }) => GROWING.has(type))
}

/** `prom-client` adds up by name and labels. */
function aggregate(parts: Written[]): Registry {
  return AggregatorRegistry.aggregate(parts)
}

async function sum(parts: Written[]): Promise<Written> {
  return written.parse(await aggregate(parts).getMetricsAsJSON())
}
