import type { JWTPayload } from 'jose'
import { z } from 'zod'
import type { Signature } from './keys.ts'

export const tamperingSchema = z.object({
  /** How many id_tokens it spoils. */
  times: z.int().positive().default(1),
  /** Claims to replace; null takes one away. */
  claims: z.record(z.string(), z.json()).default({}),
  /** `foreign`: a key that is not published, under a published key's id. `none`: no signature. */
  signature: z.enum(['ours', 'foreign', 'none']).default('ours'),
})

export type Tampering = z.output<typeof tamperingSchema>

/** Spoils coming id_tokens on purpose, for tests of those who should check them. */
export function createTamperer() {
  let planned: Tampering[] = []
  return {
    plan(tampering: Tampering): void {
      planned.push(tampering)
    },
    /** The claims and signature the next id_token gets. */
    apply(claims: JWTPayload): { claims: JWTPayload; signature: Signature } {
      const [next] = planned
      if (!next) return { claims, signature: 'ours' }
      if (--next.times === 0) planned = planned.slice(1)
      const merged = Object.entries({ ...claims, ...next.claims }).filter(([, value]) => value !== null)
      return { claims: Object.fromEntries(merged), signature: next.signature }
    },
    clear(): void {
      planned = []
    },
  }
}
