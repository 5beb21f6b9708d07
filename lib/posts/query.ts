import 'server-only'
import { z } from 'zod'
import { type Place, placeShape } from '#lib/provider/place'

/** Each post that is read costs the people who run this site something, so a page is short. X takes 5 to 100. */
const PAGE_SIZE = 20

/** Beside `id` and `text`, which always come. No metrics and no media: nothing that the page does not show. */
const FIELDS = 'created_at,referenced_tweets'

/** In characters. X's are about 30; whatever is much longer is none. */
export const LONGEST_PAGE_TOKEN = 500

/** In characters: that of a UUID. */
const LONGEST_ACCOUNT = 36

/** What X can leave out of a list (`exclude` of `GET /2/users/{id}/tweets`), by what is left. */
const excluded = { written: 'retweets', own: 'retweets,replies' } as const

export const kindChoices = Object.keys(excluded) as (keyof typeof excluded)[]

/** The query of the page. What cannot be used counts as not given: an old or a made-up link still shows posts. */
const queryShape = z.object({
  kind: z.enum(kindChoices).or(z.literal('')).catch(''),
  page: placeShape(LONGEST_PAGE_TOKEN),
  account: z.string().max(LONGEST_ACCOUNT).catch(''),
})

/**
 * Which posts (`written`: without reposts; `own`: without replies either), on which page, and of which account, by its id
 * (none: the usual one).
 */
export type PostQuery = Omit<z.output<typeof queryShape>, 'page'> & Place

export function readPostQuery(query: Record<string, unknown>): PostQuery {
  const { page, ...asked } = queryShape.parse(query)
  return { ...asked, ...page }
}

/**
 * The parameters of X's `GET /2/users/{id}/tweets` for one page of posts (docs.x.com/x-api/users/get-posts). The newest
 * description of the API calls the fields `post.fields`; every guide and every client says `tweet.fields`.
 */
export function listParameters({ kind, page }: Pick<PostQuery, 'kind' | 'page'>): Record<string, string> {
  return {
    max_results: String(PAGE_SIZE),
    'tweet.fields': FIELDS,
    ...(kind && { exclude: excluded[kind] }),
    ...(page && { pagination_token: page }),
  }
}
