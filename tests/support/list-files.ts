import { z } from 'zod'
import { callApi } from '#lib/grants/call-api'
import type { Viewer } from '#lib/viewer'
import { driveScope } from './google-visitor.ts'

const shape = z.object({ files: z.array(z.object({ name: z.string() })) })

/** One call of a Google API, as short as any. */
export function listFiles(viewer: Viewer, query: Record<string, string> = {}) {
  return callApi(viewer, {
    provider: 'google',
    path: '/drive/v3/files',
    query: { pageSize: '3', ...query },
    scopes: [driveScope],
    shape,
  })
}
