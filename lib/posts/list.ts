import 'server-only'
import { AppError } from '#lib/errors'
import { callApi, type NoAnswer } from '#lib/grants/call-api'
import { log } from '#lib/log'
import { listParameters, type PostQuery } from '#lib/posts/query'
import { type ListedPosts, listShape } from '#lib/posts/read'
import { featureTable } from '#lib/provider/features'
import type { Viewer } from '#lib/viewer'

const { provider, scope } = featureTable.posts

/** One page of posts. `restarted`: the page that was asked for is gone, and this is the first one instead. */
export type PostPage = Pick<ListedPosts, 'posts' | 'nextPage' | 'hidden'> & {
  place: 'first' | 'later' | 'restarted'
}

/** A page of posts, or why there is none. */
export type PostList = ({ kind: 'ready' } & PostPage) | NoAnswer

/**
 * One page of what one of the viewer's accounts has posted on X, the newest first; nothing of it is stored. A page token
 * that X no longer knows leads to the first page. A request that X does not understand is `provider_misunderstood`.
 *
 * @param account one of the viewer's; `subject` is the id that X has for it
 */
export async function listPosts(
  viewer: Viewer,
  account: { id: string; subject: string },
  query: PostQuery,
  onWait?: () => void,
): Promise<PostList> {
  const result = await callApi(viewer, {
    provider,
    accountId: account.id,
    path: '/2/users/{id}/tweets',
    parameters: { id: account.subject },
    scopes: [scope],
    query: listParameters(query),
    shape: listShape,
    onWait,
  })
  if (result.kind === 'ready') {
    const { leftOut, personHidden, ...page } = result.data
    if (leftOut > 0)
      log().warn({ event: 'posts left out', provider, count: leftOut }, 'X lists what is no post')
    if (personHidden) return { kind: 'forbidden', by: 'account' }
    return { kind: 'ready', ...page, place: query.page ? 'later' : 'first' }
  }
  if (result.kind !== 'rejected') return result
  if (query.page === '' || result.status !== 400) {
    const cause = new Error(`X answered ${result.status}`)
    throw new AppError('provider_misunderstood', { provider, cause })
  }
  const first = await listPosts(viewer, account, { ...query, page: '' })
  return first.kind === 'ready' ? { ...first, place: 'restarted' } : first
}
