import 'server-only'
import { type FileQuery, listParameters } from '#lib/drive/query'
import { type ListedFiles, listShape } from '#lib/drive/read'
import { AppError } from '#lib/errors'
import { callApi, type NoAnswer } from '#lib/grants/call-api'
import { log } from '#lib/log'
import { featureTable } from '#lib/provider/features'
import type { Viewer } from '#lib/viewer'

const { provider, scope } = featureTable.drive

/** One page of files. `restarted`: the page that was asked for is gone, and this is the first one instead. */
export type FilePage = Pick<ListedFiles, 'files' | 'nextPage' | 'incomplete'> & {
  place: 'first' | 'later' | 'restarted'
}

/** A page of files, or why there is none. */
export type FileList = ({ kind: 'ready' } & FilePage) | NoAnswer

/**
 * One page of the files that one of the viewer's accounts has in Google Drive, and in drives that are shared with it. A page
 * token that Google no longer knows leads to the first page. A request that Google does not understand is
 * `provider_misunderstood`.
 */
export async function listFiles(
  viewer: Viewer,
  accountId: string,
  query: FileQuery,
  onWait?: () => void,
): Promise<FileList> {
  const result = await callApi(viewer, {
    provider,
    accountId,
    path: '/drive/v3/files',
    scopes: [scope],
    query: listParameters(query),
    shape: listShape,
    onWait,
  })
  if (result.kind === 'ready') {
    const { leftOut, ...page } = result.data
    if (leftOut > 0)
      log().warn({ event: 'drive entries left out', provider, count: leftOut }, 'Drive lists what is no file')
    return { kind: 'ready', ...page, place: query.page ? 'later' : 'first' }
  }
  if (result.kind !== 'rejected') return result
  if (query.page === '' || result.status !== 400) {
    const cause = new Error(`Drive answered ${result.status}`)
    throw new AppError('provider_misunderstood', { provider, cause })
  }
  const first = await listFiles(viewer, accountId, { ...query, page: '' })
  return first.kind === 'ready' ? { ...first, place: 'restarted' } : first
}
