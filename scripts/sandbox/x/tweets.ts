import type { Context } from 'koa'
import { epochSeconds } from '../clock.ts'
import type { State } from '../state.ts'
import { partialError, refuseParameter } from './errors.ts'
import { postsOf, type XPost } from './posts.ts'
import { opaque } from './state.ts'
import { findCaller, readList } from './users.ts'

/** Thousandths of a dollar for a post that is read (https://docs.x.com/x-api/getting-started/pricing). */
const postPrice = 5

const fields = [
  'id',
  'text',
  'created_at',
  'author_id',
  'referenced_tweets',
  'lang',
  'edit_history_tweet_ids',
]

/** How far back somebody’s posts can be read, with replies and without. */
const reach = 3200
const reachWithoutReplies = 800

/**
 * `GET /2/users/:id/tweets`: somebody’s posts, newest first (https://docs.x.com/x-api/users/get-posts). An account
 * without any, and a page past the last, has no `data` at all; what may not be read is in `errors` of an answer with
 * status 200.
 */
export function answerTweets(state: State, ctx: Context, userId: string): void {
  const caller = findCaller(state, ctx, 'tweets')
  if (!caller) return
  const query = readQuery(state, ctx, userId)
  if ('wrong' in query) {
    refuseParameter(ctx, query.wrong, query.value)
    return
  }

  const owner = state.people.findAt('x', userId)?.x
  if (!owner || (owner.suspended && owner.id !== caller.account.id)) {
    ctx.body = { errors: [partialError('resource-not-found', { type: 'user', id: userId })] }
    return
  }
  if (owner.protected && owner.id !== caller.account.id) {
    ctx.body = { errors: [partialError('not-authorized-for-resource', { type: 'user', id: userId })] }
    return
  }
  const { exclude, size, offset, list, shown } = query
  const found = postsOf(owner)
    .filter((post) => !(exclude.includes('replies') && post.kind === 'reply'))
    .filter((post) => !(exclude.includes('retweets') && post.kind === 'repost'))
    .filter(query.within)
    .slice(0, exclude.includes('replies') ? reachWithoutReplies : reach)
  const page = found.slice(offset, offset + size)
  const readable = page.filter((post) => !post.unavailable)
  state.x.charge(
    readable.map((post) => `post:${post.id}`),
    postPrice,
  )
  const pageToken = (at: number) => {
    const token = opaque()
    state.x.pages.set(token, {
      offset: at,
      list,
      expiresAt: epochSeconds() + state.x.settings.pageTokenSeconds,
    })
    return token
  }
  const data = readable.map((post) => show(post, owner.id, shown, state.x.settings.postNames))
  const errors = page
    .filter((post) => post.unavailable)
    .map((post) => partialError('not-authorized-for-resource', { type: 'tweet', id: post.id }))
  ctx.body = {
    ...(data.length > 0 && { data }),
    ...(errors.length > 0 && { errors }),
    meta: {
      result_count: data.length,
      ...(data.length > 0 && { newest_id: data[0]?.id, oldest_id: data.at(-1)?.id }),
      ...(found.length > offset + size && { next_token: pageToken(offset + size) }),
      ...(offset > 0 && { previous_token: pageToken(Math.max(0, offset - size)) }),
    },
  }
}

type Query = {
  exclude: string[]
  shown: string[]
  size: number
  offset: number
  /** What a page token continues. */
  list: string
  within: (post: XPost) => boolean
}

function readQuery(state: State, ctx: Context, userId: string): Query | { wrong: string; value: string } {
  const query = new URLSearchParams(ctx.querystring)
  const text = (name: string) => query.get(name)
  if (!/^\d{1,19}$/.test(userId)) return { wrong: 'id', value: userId }
  const size = Number(text('max_results') ?? 10)
  if (!Number.isInteger(size) || size < 5 || size > 100)
    return { wrong: 'max_results', value: text('max_results') ?? '' }
  const exclude = readList(ctx, 'exclude')
  const odd = exclude.find((one) => one !== 'replies' && one !== 'retweets')
  if (odd !== undefined) return { wrong: 'exclude', value: odd }
  const shown = readList(ctx, 'tweet.fields', 'post.fields')
  const unknown = shown.find((field) => !fields.includes(field))
  if (unknown !== undefined) return { wrong: 'tweet.fields', value: unknown }
  const [from, to] = [text('start_time'), text('end_time')]
  for (const [wrong, value] of [
    ['start_time', from],
    ['end_time', to],
  ] as const)
    if (value !== null && Number.isNaN(Date.parse(value))) return { wrong, value }
  const [since, until] = [text('since_id'), text('until_id')]
  for (const [wrong, value] of [
    ['since_id', since],
    ['until_id', until],
  ] as const)
    if (value !== null && !/^\d{1,19}$/.test(value)) return { wrong, value }

  const list = JSON.stringify([userId, exclude, from, to, since, until])
  const token = text('pagination_token')
  const page = token === null ? { offset: 0, list, expiresAt: Infinity } : state.x.pages.get(token)
  if (!page || page.list !== list || page.expiresAt <= epochSeconds())
    return { wrong: 'pagination_token', value: token ?? '' }
  return {
    exclude,
    shown,
    size,
    offset: page.offset,
    list,
    within: ({ id, createdAt }) =>
      (from === null || Date.parse(createdAt) >= Date.parse(from)) &&
      (to === null || Date.parse(createdAt) < Date.parse(to)) &&
      (since === null || BigInt(id) > BigInt(since)) &&
      (until === null || BigInt(id) < BigInt(until)),
  }
}

// Three characters arrive as entities, as they always have at X, although the rest is no HTML.
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function show(post: XPost, author: string, shown: string[], postNames: boolean) {
  const references = { reply: 'replied_to', repost: 'retweeted', post: null }[post.kind]
  const optional: Record<string, unknown> = {
    created_at: post.createdAt,
    author_id: author,
    lang: 'en',
    ...(references && { referenced_tweets: [{ type: references, id: '20' }] }),
  }
  return {
    id: post.id,
    text: escapeText(post.text),
    [postNames ? 'edit_history_post_ids' : 'edit_history_tweet_ids']: [post.id],
    ...Object.fromEntries(Object.entries(optional).filter(([field]) => shown.includes(field))),
  }
}
