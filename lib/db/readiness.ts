import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { query } from '#lib/db/client'
import { log } from '#lib/log'

const LIMIT_MS = 1_000

let asking: Promise<boolean> | undefined
let wasReady = true

/** Whether the database answers within a second. However many want to know, one question is under way. */
export async function isDatabaseReady(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return Promise.race([asking, sleep(LIMIT_MS, false, { ref: false })])
}

/** Monitors ask all the time: the log has a line when the answer changes. */
async function ask(): Promise<boolean> {
  try {
    await query({ text: 'SELECT 1' })
    if (!wasReady) log().info({ event: 'database back' }, 'The database answers again')
    wasReady = true
  } catch (err) {
    if (wasReady) log().error({ event: 'database away', err }, 'The database does not answer: not ready')
    wasReady = false
  }
  return wasReady
}
