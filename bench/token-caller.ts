/** A process that asks for one access token that is good, again and again, and says what that took it. */
import { z } from 'zod'
import { closeDatabase, query } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import type { Viewer } from '#lib/viewer'

const viewerShape = z.object({ userId: z.string(), accountId: z.string() })

const { rows } = await query({
  text: `SELECT a.user_id AS "userId", a.id AS "accountId" FROM accounts a JOIN grants g ON g.account_id = a.id
          WHERE g.access_token_expires_at > now() + interval '10 minutes' LIMIT 1`,
})
const viewer = viewerShape.parse(rows[0]) as unknown as Viewer

process.on('message', async ({ id, calls }: { id: string; calls: number }) => {
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (let call = 0; call < calls; call += 1) {
    const token = await getAccessToken(viewer, { scopes: [] })
    if (token.kind !== 'ready') throw new Error(`There is no token: ${token.kind}`)
  }
  const { user, system } = process.cpuUsage(cpu)
  const result = { cpuMs: (user + system) / 1_000 / calls, ms: (performance.now() - start) / calls }
  process.send?.({ id, result })
})
process.on('disconnect', () => void closeDatabase().finally(() => process.exit()))
process.send?.({ type: 'ready' })
