import 'server-only'
import { z } from 'zod'
import { LONGEST_PAGE_TOKEN } from '#lib/posts/query'
import { cleanLines, momentShape } from '#lib/provider/text'

/** A post as pages show it: null is what X does not say. */
export type Post = {
  id: string
  /** With its line breaks. Null when there is nothing to be seen in it. */
  text: string | null
  kind: 'post' | 'reply' | 'quote' | 'repost'
  /** Whether there is more of it at X than in `text`. */
  cut: boolean
  postedAt: Date | null
  /** Opens it at X. */
  link: string
}

/** What X lists. */
export type ListedPosts = {
  posts: Post[]
  nextPage: string | null
  /** How many posts that belong here X does not show, or not now. */
  hidden: number
  /** It is the person whom X does not show: suspended, or gone. */
  personHidden: boolean
  /** How many entries are no posts at all. */
  leftOut: number
}

/** In characters: the longest that X takes, for those who pay for it. */
const LONGEST_TEXT = 25_000

/** X's ids are numbers of 64 bits, written in digits, since they are more than a number can hold exactly. */
const ID = /^\d{1,19}$/

/** Only for ids of digits: no address that an answer contains becomes a link. */
function linkTo(id: string): string {
  return `https://x.com/i/web/status/${id}`
}

const references = z.array(z.unknown()).catch([])

const kinds = { retweeted: 'repost', reposted: 'repost', quoted: 'quote', replied_to: 'reply' } as const

const reference = z
  .object({ type: z.enum(Object.keys(kinds) as [keyof typeof kinds]) })
  .transform(({ type }) => kinds[type])

/**
 * A post (docs.x.com/x-api/fundamentals/data-dictionary). What makes it one is its id; each other field says what it can,
 * and takes nothing else with it. The newest description of the API says "post" where answers still say "tweet".
 */
const post = z
  .object({
    id: z.string().regex(ID),
    text: z.string().catch(''),
    created_at: momentShape,
    referenced_tweets: references,
    referenced_posts: references,
  })
  .transform(({ id, text, created_at, referenced_tweets, referenced_posts }): Post => {
    const kind = kindOf([...referenced_tweets, ...referenced_posts])
    return {
      id,
      text: cleanLines(unescapeText(text), LONGEST_TEXT),
      kind,
      cut: isCut(text, kind),
      postedAt: created_at,
      link: linkTo(id),
    }
  })

/** A reply that quotes is a reply. */
function kindOf(all: readonly unknown[]): Post['kind'] {
  const found = all.flatMap((one) => reference.safeParse(one).data ?? [])
  return (['repost', 'reply', 'quote'] as const).find((kind) => found.includes(kind)) ?? 'post'
}

/** Three characters come as entities, although the rest is no HTML. One pass: `&amp;lt;` was written as `&lt;`. */
function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_entity, name: keyof typeof CHARACTERS) => CHARACTERS[name])
}

const CHARACTERS = { amp: '&', lt: '<', gt: '>' } as const

/**
 * X cuts the text of a repost at 140 characters, and that of a long post at 280, where an address of the whole follows.
 * Nothing else of an answer says so. Who ends a short post with three dots did not have it cut.
 */
function isCut(text: string, kind: Post['kind']): boolean {
  return kind === 'repost' ? /(…|\.\.\.)$/.test(text) : text.length > 200 && CUT_LONG.test(text)
}

const CUT_LONG = /… https:\/\/t\.co\/\w+$/

/** One thing that X could not or would not show (docs.x.com/x-api/fundamentals/response-codes-and-errors). */
const problem = z.object({
  resource_type: z.string().catch(''),
  resource_id: z.string().catch(''),
  value: z.string().catch(''),
})

/** A list that is empty has no member `data` at all, and says how many there are: none. */
const metaShape = z.object({
  result_count: z.number().nullish().catch(null),
  next_token: z.string().min(1).max(LONGEST_PAGE_TOKEN).nullable().catch(null),
})

/**
 * An answer of `GET /2/users/{id}/tweets`. It must be an object that lists posts, says that there are none, or says what
 * could not be shown; everything else is forgiven.
 */
export const listShape = z
  .object({
    data: z.array(z.unknown()).nullish(),
    errors: z.array(z.unknown()).nullish(),
    meta: metaShape.nullish(),
  })
  .refine(({ data, errors, meta }) => data || errors?.length || (meta && !meta.result_count))
  .transform(({ data, errors, meta }): ListedPosts => {
    const posts = (data ?? []).flatMap((one) => post.safeParse(one).data ?? [])
    const problems = (errors ?? []).map((one) => problem.safeParse(one).data ?? NOTHING_KNOWN)
    return {
      posts,
      nextPage: meta?.next_token ?? null,
      hidden: countHidden(problems, posts),
      personHidden: !data && problems.some(({ resource_type }) => resource_type === 'user'),
      leftOut: (data ?? []).length - posts.length,
    }
  })

type Problem = z.output<typeof problem>

const NOTHING_KNOWN: Problem = { resource_type: '', resource_id: '', value: '' }

/** A post that is shown all the same lacks one field, which nobody misses; one that is named twice is one. */
function countHidden(problems: readonly Problem[], posts: readonly Post[]): number {
  const shown = new Set(posts.map(({ id }) => id))
  const ids = problems
    .filter(({ resource_type }) => resource_type !== 'user')
    .map(({ resource_id, value }, at) => resource_id || value || `unknown ${at}`)
    .filter((id) => !shown.has(id))
  return new Set(ids).size
}
