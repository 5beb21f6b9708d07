import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'koa'
import { z } from 'zod'
import { type Endpoint, endpoints } from './endpoints.ts'

/** A fault of an endpoint: what an outage, a limit or a lost answer looks like from outside. */
export const faultSchema = z.object({
  endpoint: z.enum(endpoints),
  /** `before`: the request is not processed. `after`: it is, and its answer is replaced. */
  when: z.enum(['before', 'after']).default('before'),
  /** How many requests it hits. */
  times: z.int().positive().default(1),
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

/** The faults that wait for coming requests. Those of one endpoint are used in the order they were added. */
export function createFaults() {
  let waiting: Fault[] = []
  return {
    add(fault: Fault): void {
      waiting.push(fault)
    },
    /** The next fault for this endpoint. It is used up when it has hit as often as it should. */
    take(endpoint: Endpoint): Fault | undefined {
      const fault = waiting.find((candidate) => candidate.endpoint === endpoint)
      if (fault && --fault.times === 0) waiting = waiting.filter((other) => other !== fault)
      return fault
    },
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
