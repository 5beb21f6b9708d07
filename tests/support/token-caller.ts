/**
 * A process that needs tokens, for `startProcess`: it answers each question with what so many callers at once got.
 * `force` asks for a newer token than the first that it gets, as after a 401; `drive` lists files with it; `session`
 * looks for a session instead, as every page does.
 */

import { getAccessToken } from '#lib/grants/access-token'
import { describeError } from '#lib/log'
import { findSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'
import { listFiles } from './connected.ts'

export type Question = {
  viewer: Viewer
  scopes?: string[]
  callers?: number
  force?: boolean
  drive?: boolean
  session?: string
}

/**
 * What one caller got, and after how many milliseconds; of these, `lost` are those in which a busy machine had this
 * process wait. `error` is the code of what was thrown.
 */
export type Got = {
  kind: string
  token?: string
  reason?: string
  cause?: string
  error?: string
  ms: number
  lost: number
}

process.on('message', async ({ id, callers = 1, ...question }: Question & { id: string }) => {
  const result = await Promise.all(Array.from({ length: callers }, () => call(question)))
  process.send?.({ id, result })
})
process.on('disconnect', () => process.exit())
process.send?.({ type: 'ready' })

const TICK_MS = 20
let lost = 0
let last = performance.now()
setInterval(() => {
  const now = performance.now()
  lost += Math.max(0, now - last - TICK_MS)
  last = now
}, TICK_MS)

async function call({ viewer, scopes = [], force, drive, session }: Question): Promise<Got> {
  const [start, lostBefore] = [performance.now(), lost]
  const time = () => ({ ms: performance.now() - start, lost: lost - lostBefore })
  try {
    if (session) return { kind: (await findSession(session))?.kind ?? 'none', ...time() }
    if (drive) return { kind: (await listFiles(viewer)).kind, ...time() }
    const first = force ? await getAccessToken(viewer, { scopes }) : undefined
    const refused = first?.kind === 'ready' ? { refused: first.version } : {}
    const got = await getAccessToken(viewer, { scopes, ...refused })
    return { ...got, ...time() }
  } catch (error) {
    const { code, message, cause } = describeError(error)
    return { kind: 'thrown', error: code ?? message, cause: cause?.message ?? '', ...time() }
  }
}
