import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { failureCode } from '#lib/errors'
import { refreshTogether } from '#lib/grants/refresh'

/** Google ends a refresh token that is not used for six months. */
const UNUSED_MONTHS = 5
const BATCH = 50

const unusedShape = z.object({ accountId: z.string(), version: z.number() })

/**
 * The daily job: uses the refresh tokens that nobody used for five months, one after the other, so that a grant does
 * not die of being forgotten. One that cannot be refreshed now is looked at again tomorrow.
 *
 * @throws AppError `unavailable`
 */
export async function keepGrantsAlive(): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db().$queryRaw<unknown[]>`
          SELECT account_id AS "accountId", version FROM grants
           WHERE account_id > ${after}::uuid AND refresh_token IS NOT NULL AND dead_at IS NULL
             AND refreshed_at < now() - make_interval(months => ${UNUSED_MONTHS}::int)
           ORDER BY account_id LIMIT ${BATCH}::int`
    const grants = z.array(unusedShape).parse(rows)
    for (const grant of grants) await refreshTogether(grant).catch(rethrowOutage)
    const last = grants.at(-1)
    if (!last) return
    after = last.accountId
  }
}

/** What is wrong with one grant, such as a missing key, is in the log already and must not end the others. */
function rethrowOutage(error: unknown): void {
  if (failureCode(error) === 'unavailable') throw error
}
