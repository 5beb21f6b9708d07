import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { query } from '#lib/db/client'
import { failureCode } from '#lib/errors'
import { log } from '#lib/log'

const LIMIT_MS = 1_000

/** Why the database cannot be used. */
export type Unready = 'unavailable' | 'overloaded'

let asking: Promise<Unready | null> | undefined
let wasReady = true

/**
 * Null when the database answers within a second and takes writes; else why not. However many want to know, one question
 * is under way.
 */
export async function findUnready(): Promise<Unready | null> {
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return Promise.race([asking, sleep(LIMIT_MS, 'unavailable' as const, { ref: false })])
}

const rowsShape = z.tuple([z.object({ readOnly: z.string() })])

/** Monitors ask all the time: the log has a line when the answer changes. */
async function ask(): Promise<Unready | null> {
  try {
    const { rows } = await query({ text: `SELECT current_setting('transaction_read_only') AS "readOnly"` })
    if (rowsShape.parse(rows)[0].readOnly !== 'off') throw new Error('The database takes no writes')
    if (!wasReady) log().info({ event: 'database back' }, 'The database answers again')
    wasReady = true
    return null
  } catch (err) {
    const code = failureCode(err) === 'overloaded' ? 'overloaded' : 'unavailable'
    if (wasReady) log().error({ event: 'database away', code, err }, 'The database cannot be used: not ready')
    wasReady = false
    return code
  }
}
