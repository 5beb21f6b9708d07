import 'server-only'
import { z } from 'zod'
import { type Check, count, type Finding, failure, ok, warning } from '#lib/doctor/check'
import { readRow, type SetUp } from '#lib/doctor/set-up'
import type { Clock } from '#lib/provider/probe'

/** Ours against that of the database, which decides whether a session is over. */
export const databaseClock: Check<SetUp> = {
  id: 'database-clock',
  group: 'Database',
  title: 'Clock against the database’s',
  async examine({ database }) {
    const pool = await database()
    const askedAt = Date.now()
    const { now } = await readRow(pool, z.object({ now: z.date() }), 'SELECT clock_timestamp() AS now')
    const halfWay = (Date.now() - askedAt) / 2
    return compareClocks({ theirs: now.getTime(), ours: askedAt + halfWay, blur: halfWay })
  },
}

/** An `id_token` is accepted that is a minute off (lib/provider/id-token.ts). */
const MOST_SECONDS = 60
const FEW_SECONDS = 5

const ADVICE = 'Let this machine set its clock by NTP (chrony, systemd-timesyncd).'

/** Beyond a minute sign-ins fail; long before, something is wrong. */
export function compareClocks({ theirs, ours, blur }: Clock): Finding {
  const seconds = Math.max(0, Math.abs(ours - theirs) - blur) / 1_000
  if (seconds <= FEW_SECONDS) return ok('they agree')
  const seen = `ours is ${count(Math.round(seconds), 'second')} ${ours > theirs ? 'ahead' : 'behind'}`
  return seconds > MOST_SECONDS ? failure(seen, ADVICE) : warning(seen, ADVICE)
}
