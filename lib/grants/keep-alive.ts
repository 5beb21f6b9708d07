import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { isUnavailable } from '#lib/errors'
import { refreshTogether } from '#lib/grants/refresh'
import { providerIds } from '#lib/provider-ids'

/** Google and X end a refresh token that is not used for six months. */
const UNUSED_MONTHS = 5
const BATCH = 50

const rowShape = z.object({ accountId: z.string(), provider: z.enum(providerIds), version: z.number() })

/**
 * The daily job: uses the refresh tokens that nobody used for five months, one after the other, so that no grant ends for
 * being forgotten. One that cannot be refreshed now is looked at again tomorrow.
 */
export async function keepGrantsAlive(): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db().$queryRaw<unknown[]>`
      SELECT g.account_id AS "accountId", a.provider, g.version
        FROM grants g JOIN accounts a ON a.id = g.account_id
       WHERE g.account_id > ${after}::uuid AND g.refresh_token IS NOT NULL AND g.dead_at IS NULL
         AND a.disabled_at IS NULL AND g.refreshed_at < now() - make_interval(months => ${UNUSED_MONTHS}::int)
       ORDER BY g.account_id LIMIT ${BATCH}::int`
    const grants = z.array(rowShape).parse(rows)
    for (const grant of grants) await refreshTogether(grant).catch(rethrowOutage)
    const last = grants.at(-1)
    if (!last) return
    after = last.accountId
  }
}

/** What is wrong with one grant, such as a missing key, is in the log already and must not stop the others. */
function rethrowOutage(error: unknown): void {
  if (isUnavailable(error)) throw error
}
