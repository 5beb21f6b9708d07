import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { SealedFacts } from '#lib/activity/notices'
import { env } from '#lib/env'
import { openToken, sealToken } from '#lib/grants/cipher'
import { providerIds } from '#lib/provider-ids'

/** What a mail needs that will not be found when it is sent. */
const factsShape = z.object({
  /** The address that it goes to. */
  to: z.string(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  /** The provider that asked for what happened, in the place of a browser. */
  askedBy: z.enum(providerIds).nullable(),
  /** The one that they last signed in with. */
  provider: z.enum(providerIds).nullable(),
  /** How they read, when they will be gone; null when that can be found. */
  reads: z
    .object({
      language: z.string().nullable(),
      acceptLanguage: z.string().nullable(),
      timeZone: z.string().nullable(),
    })
    .nullable(),
})

export type Facts = z.output<typeof factsShape>

/** Seals the facts of a mail for its row: nobody reads them in the database, in a backup of it or in the log. */
export async function sealFacts(facts: Facts): Promise<SealedFacts> {
  const mailId = randomUUID()
  const place = { row: mailId, column: 'mail' } as const
  const { text, key } = await sealToken(env().TOKEN_ENCRYPTION_KEYS, place, JSON.stringify(facts))
  return { mailId, text, key }
}

/** What `sealFacts` has sealed for the mail of this id. One whose key is missing is `token_unreadable`. */
export async function openFacts(mailId: string, sealed: string): Promise<Facts> {
  const place = { row: mailId, column: 'mail' } as const
  return factsShape.parse(JSON.parse(await openToken(env().TOKEN_ENCRYPTION_KEYS, place, sealed)))
}
