import 'server-only'
import { z } from 'zod'

/** Each post that is read costs the people who run this site something, so a page is short. X takes 5 to 100. */
const PAGE_SIZE = 20

/** Beside `id` and `text`, which always come. No metrics and no media: nothing that the page does not show. */
const FIELDS = 'created_at,referenced_tweets'

/** In characters. X's are about 30; whatever is much longer is none. */
export const LONGEST_PAGE_TOKEN = 500

/** In characters: that of a UUID. */
const LONGEST_ACCOUNT = 36

/** The query of the page. What cannot be used counts as not given: an old or a made-up link still shows posts. */
const queryShape = z.object({
  page: z.string().max(LONGEST_PAGE_TOKEN).catch(''),
  account: z.string().max(LONGEST_ACCOUNT).catch(''),
})

/** From which page token on (none: the newest posts), and of which account, by its id (none: the usual one). */
export type PostQuery = z.output<typeof queryShape>

export function readPostQuery(query: Record<string, unknown>): PostQuery {
  return queryShape.parse(query)
}

/**
 * The parameters of X's `GET /2/users/{id}/tweets` for one page of posts (docs.x.com/x-api/users/get-posts). The newest
 * description of the API calls the fields `post.fields`; every guide and every client says `tweet.fields`.
 */
export function listParameters({ page }: Pick<PostQuery, 'page'>): Record<string, string> {
  return {
    max_results: String(PAGE_SIZE),
    'tweet.fields': FIELDS,
    ...(page && { pagination_token: page }),
  }
}
