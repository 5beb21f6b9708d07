import type { PostList, PostPage } from '#lib/posts/list'
import type { PostQuery } from '#lib/posts/query'
import { titleOf } from '../no-answer-messages.ts'
import type { Summary } from '../provider-rows.tsx'

/** Which posts a list can be narrowed down to. */
export const choiceMessages = {
  '': 'All',
  written: 'Without reposts',
  own: 'Without reposts and replies',
} as const satisfies Record<PostQuery['kind'], string>

/** What X answered, in a sentence: to be seen, unless a panel below says it. */
export function summarize(answer: PostList, asked: Pick<PostQuery, 'kind'>): Summary {
  if (answer.kind !== 'ready') return { text: `${titleOf('posts', answer)}.`, visible: false }
  const empty = describeEmptyPage(answer, asked)
  return empty ? { text: `${empty.title}.`, visible: false } : { text: countPage(answer), visible: true }
}

/** X does not say how many there are in all. */
export function countPage({ posts, place, nextPage }: PostPage): string {
  const which = place === 'later' ? (nextPage ? 'The next ' : 'The last ') : nextPage ? 'The first ' : ''
  return `${which}${countPosts(posts.length)}, newest first.`
}

/** Why there are no posts on a page. Null when there are some. */
export function describeEmptyPage(
  { posts, place, nextPage, hidden }: PostPage,
  { kind }: Pick<PostQuery, 'kind'>,
): { title: string; text: string; atX: boolean } | null {
  if (posts.length > 0) return null
  if (hidden > 0)
    return {
      title: 'X shows none of the posts on this page',
      text: `It has ${countPosts(hidden)} here, and says only that it does not show ${hidden === 1 ? 'it' : 'them'}, or not now.`,
      atX: true,
    }
  if (nextPage)
    return {
      title: 'Nothing on this page',
      text: 'X has more than this page: there may be something on the next one.',
      atX: false,
    }
  if (place === 'later')
    return {
      title: 'There are no more posts',
      text: 'X lists the last 3,200 at most. What was on this page may have been deleted since.',
      atX: true,
    }
  if (kind)
    return {
      title: 'There are no such posts',
      text: 'X was asked to leave some out. There may be others.',
      atX: true,
    }
  return {
    title: 'There are no posts',
    text: 'What you post at X with this account will be listed here.',
    atX: true,
  }
}

/** That some posts are missing among others, and how many; null when none are. */
export function describeHidden({ posts, hidden }: PostPage): string | null {
  if (posts.length === 0 || hidden === 0) return null
  return hidden === 1 ? 'X left out one post here' : `X left out ${hidden} posts here`
}

/** What sort of post it is, where it is none of the plain ones. */
export const kindMessages = {
  post: null,
  reply: 'Reply',
  quote: 'Quote',
  repost: 'Repost',
} as const satisfies Record<PostPage['posts'][number]['kind'], string | null>

function countPosts(count: number): string {
  return count === 1 ? '1 post' : `${count} posts`
}
