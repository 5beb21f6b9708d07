import 'server-only'
import { z } from 'zod'
import { type FileKind, fileKind } from '#lib/drive/file'
import { type FileQuery, listParameters } from '#lib/drive/query'
import { AppError } from '#lib/errors'
import type { NoToken } from '#lib/grants/access-token'
import { callApi } from '#lib/grants/call-api'
import { featureTable } from '#lib/provider/features'
import type { Viewer } from '#lib/viewer'

/** A file as pages show it. Google's own formats have no size; `link` opens it in Drive. */
export type DriveFile = {
  id: string
  name: string
  kind: FileKind
  owner: { name: string; me: boolean } | null
  modifiedAt: Date | null
  bytes: number | null
  link: string | null
}

/** One page of files. `restarted`: the page that was asked for is gone, and this is the first one instead. */
export type FilePage = {
  files: DriveFile[]
  place: 'first' | 'later' | 'restarted'
  nextPage: string | null
}

/** A page of files, or why there is none. */
export type FileList = ({ kind: 'ready' } & FilePage) | NoToken

/** Drive v3, `files.list` (developers.google.com/workspace/drive/api/reference/rest/v3/files). */
const fileShape = z
  .object({
    id: z.string(),
    name: z.string(),
    mimeType: z.string(),
    modifiedTime: z.iso.datetime({ offset: true }).optional(),
    size: z.coerce.number().int().nonnegative().optional(),
    webViewLink: z
      .url({ protocol: /^https$/ })
      .optional()
      .catch(undefined),
    owners: z
      .array(z.object({ displayName: z.string().default(''), me: z.boolean().default(false) }))
      .default([]),
    shortcutDetails: z.object({ targetMimeType: z.string() }).optional().catch(undefined),
  })
  .transform(
    ({
      id,
      name,
      mimeType,
      modifiedTime,
      size,
      webViewLink,
      owners: [owner],
      shortcutDetails,
    }): DriveFile => ({
      id,
      name,
      kind: fileKind(shortcutDetails?.targetMimeType ?? mimeType),
      owner: owner ? { name: owner.displayName, me: owner.me } : null,
      modifiedAt: modifiedTime ? new Date(modifiedTime) : null,
      bytes: size ?? null,
      link: webViewLink ?? null,
    }),
  )

const shape = z.object({ files: z.array(fileShape), nextPageToken: z.string().min(1).optional() })

/**
 * One page of the viewer's files in Google Drive. A page token that Google no longer knows leads to the first page.
 * `provider_refused` when Google takes the token and refuses the request, as for a project without the Drive API.
 */
export async function listFiles(viewer: Viewer, query: FileQuery): Promise<FileList> {
  const result = await callApi(viewer, {
    provider: featureTable.drive.provider,
    path: '/drive/v3/files',
    scopes: [featureTable.drive.scope],
    query: listParameters(query),
    shape,
  })
  if (result.kind === 'ready') {
    const { files, nextPageToken = null } = result.data
    return { kind: 'ready', files, place: query.page ? 'later' : 'first', nextPage: nextPageToken }
  }
  if (result.kind !== 'rejected') return result
  if (query.page === '' || result.status !== 400) {
    throw new AppError('provider_refused', {
      provider: featureTable.drive.provider,
      cause: new Error(`Drive answered ${result.status}`),
    })
  }
  const first = await listFiles(viewer, { ...query, page: '' })
  return first.kind === 'ready' ? { ...first, place: 'restarted' } : first
}
