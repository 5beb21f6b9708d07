import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'koa'
import { z } from 'zod'
import { type Endpoint, endpoints } from './endpoints.ts'

/** A fault of an endpoint: what an outage, a limit or a lost answer looks like from outside. */
export const faultSchema = z.object({
  endpoint: z.enum(endpoints),
  /** `before`: the request is not processed. `after`: it is, and its answer is replaced. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many requests it hits: one, or with `seconds` as many as come. */
  times: z.int().positive().optional(),
  /** How long it is there at most, in seconds of the real clock. */
  seconds: z.number().positive().optional(),
  status: z.int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** Text is sent as it is, anything else as JSON. */
  body: z.json().optional(),
  /** Milliseconds to wait first. Alone, the answer is late but true. */
  delayMs: z.int().nonnegative().default(0),
  /** Never answer. */
  hang: z.boolean().default(false),
  /** Close the connection without an answer. */
  cut: z.boolean().default(false),
})

export type Fault = z.output<typeof faultSchema>

/** A fault that is there: how many requests it still hits, and when it is over by `performance.now()`. */
type Waiting = { fault: Fault; left: number; endsAt: number }

/** The faults that wait for coming requests. Those of one endpoint are used in the order they were added. */
export function createFaults() {
  let waiting: Waiting[] = []

  function current(): Waiting[] {
    waiting = waiting.filter(({ left, endsAt }) => left > 0 && endsAt > performance.now())
    return waiting
  }

  return {
    add(fault: Fault): void {
      const { times = fault.seconds ? Infinity : 1, seconds = Infinity } = fault
      waiting.push({ fault, left: times, endsAt: performance.now() + seconds * 1000 })
    },
    /** The next fault for this endpoint. It is used up when it has hit as often as it should. */
    take(endpoint: Endpoint): Fault | undefined {
      const next = current().find(({ fault }) => fault.endpoint === endpoint)
      if (next) next.left -= 1
      return next?.fault
    },
    /** Those that still wait. A number that nothing limits is null. */
    list: () =>
      current().map(({ fault, left, endsAt }) => ({
        ...fault,
        times: Number.isFinite(left) ? left : null,
        seconds: Number.isFinite(endsAt) ? Math.ceil((endsAt - performance.now()) / 1000) : null,
      })),
    clear(): void {
      waiting = []
    },
  }
}

/**
 * Applies a fault to a request. `answer` does the real work: first when the fault comes after it, and not at
 * all when the fault replaces it.
 */
export async function applyFault(fault: Fault, ctx: Context, answer: () => Promise<void>): Promise<void> {
  const replaces = fault.hang || fault.cut || fault.status !== undefined || fault.body !== undefined
  if (fault.when === 'after') await answer()
  if (fault.delayMs > 0) await sleep(fault.delayMs, undefined, { ref: false })
  if (replaces) replaceAnswer(fault, ctx)
  else if (fault.when === 'before') await answer()
}

function replaceAnswer(fault: Fault, ctx: Context): void {
  if (fault.hang || fault.cut) ctx.respond = false
  if (fault.hang) return
  if (fault.cut) {
    ctx.req.socket.destroy()
    return
  }
  ctx.status = fault.status ?? 200
  ctx.body = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {})
  ctx.type = 'application/json'
  ctx.set(fault.headers)
}
