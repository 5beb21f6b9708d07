/**
 * A process that needs tokens, for `startProcess`: it answers each question with what so many callers at once got.
 * `force` asks for a newer token than the first that it gets, as after a 401; `drive` lists files with it; `session`
 * looks for a session instead, as every page does.
 */

import { getAccessToken } from '#lib/grants/access-token'
import { describeError } from '#lib/log'
import { findSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'
import { listFiles } from './list-files.ts'

export type Question = {
  viewer: Viewer
  scopes?: string[]
  callers?: number
  force?: boolean
  drive?: boolean
  session?: string
}

/** What one caller got, and after how many milliseconds. `error` is the code of what was thrown. */
export type Got = {
  kind: string
  token?: string
  reason?: string
  cause?: string
  error?: string
  ms: number
}

process.on('message', async ({ id, callers = 1, ...question }: Question & { id: string }) => {
  const result = await Promise.all(Array.from({ length: callers }, () => call(question)))
  process.send?.({ id, result })
})
process.on('disconnect', () => process.exit())
process.send?.({ type: 'ready' })

async function call({ viewer, scopes = [], force, drive, session }: Question): Promise<Got> {
  const start = performance.now()
  try {
    if (session) return { kind: (await findSession(session))?.kind ?? 'none', ms: performance.now() - start }
    if (drive) return { kind: (await listFiles(viewer)).kind, ms: performance.now() - start }
    const first = force ? await getAccessToken(viewer, { scopes }) : undefined
    const refused = first?.kind === 'ready' ? { refused: first.version } : {}
    const got = await getAccessToken(viewer, { scopes, ...refused })
    return { ...got, ms: performance.now() - start }
  } catch (error) {
    const { code, message, cause } = describeError(error)
    return {
      kind: 'thrown',
      error: code ?? message,
      cause: cause?.message ?? '',
      ms: performance.now() - start,
    }
  }
}
