import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'koa'
import { z } from 'zod'
import { type Endpoint, endpoints } from './endpoints.ts'

export const faultSchema = z.object({
  endpoint: z.enum(endpoints),
  /** `before`: the request is not processed. `after`: it is, and the answer suffers. */
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

/** The misfortunes waiting for coming requests, first planned first met. */
export function createFaults() {
  let planned: Fault[] = []
  return {
    plan(fault: Fault): void {
      planned.push(fault)
    },
    /** The next fault for this endpoint, used up. */
    take(endpoint: Endpoint): Fault | undefined {
      const fault = planned.find((candidate) => candidate.endpoint === endpoint)
      if (fault && --fault.times === 0) planned = planned.filter((other) => other !== fault)
      return fault
    },
    clear(): void {
      planned = []
    },
  }
}

/**
 * Lets a request meet its fault. `answer` does the real work; it runs first when the fault comes after, and
 * not at all when the fault replaces it.
 */
export async function suffer(fault: Fault, ctx: Context, answer: () => Promise<void>): Promise<void> {
  const replaces = fault.hang || fault.cut || fault.status !== undefined || fault.body !== undefined
  if (fault.when === 'after') await answer()
  if (fault.delayMs > 0) await sleep(fault.delayMs, undefined, { ref: false })
  if (replaces) replace(fault, ctx)
  else if (fault.when === 'before') await answer()
}

function replace(fault: Fault, ctx: Context): void {
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
