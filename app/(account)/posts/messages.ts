import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import type { PostList, PostPage } from '#lib/posts/list'
import type { PostQuery } from '#lib/posts/query'
import { titleOf } from '../no-answer-messages.ts'
import type { Summary } from '../provider-rows.tsx'

/** What X answered, in a sentence: to be seen, unless a panel below says it. */
export function summarize(answer: PostList, asked: Pick<PostQuery, 'kind'>, language: Language): Summary {
  if (answer.kind !== 'ready') return { text: titleOf('posts', answer, language), visible: false }
  const empty = describeEmptyPage(answer, asked, language)
  return empty ? { text: empty.title, visible: false } : { text: countPage(answer, language), visible: true }
}

/** X does not say how many there are in all. */
export function countPage({ posts, place, nextPage }: PostPage, language: Language): string {
  const which = place === 'later' ? (nextPage ? 'next' : 'last') : nextPage ? 'first' : 'all'
  return wordsIn(language, 'posts')(`summary.${which}`, { count: posts.length })
}

/** X, "Timelines": as far as it goes back. */
const MOST_LISTED = 3_200

/** Why there are no posts on a page. Null when there are some. */
export function describeEmptyPage(
  { posts, place, nextPage, hidden }: PostPage,
  { kind }: Pick<PostQuery, 'kind'>,
  language: Language,
): { title: string; text: string; atX: boolean } | null {
  const t = wordsIn(language, 'posts')
  if (posts.length > 0) return null
  if (hidden > 0) return { title: t('hiddenAll'), text: t('hiddenAllText', { count: hidden }), atX: true }
  if (nextPage) return { title: t('nothingHere'), text: t('nothingHereText'), atX: false }
  if (place === 'later')
    return { title: t('noMore'), text: t('noMoreText', { most: MOST_LISTED }), atX: true }
  if (kind) return { title: t('noneSuch'), text: t('noneSuchText'), atX: true }
  return { title: t('empty'), text: t('emptyText'), atX: true }
}

/** That some posts are missing among others, and how many; null when none are. */
export function describeHidden({ posts, hidden }: PostPage, language: Language): string | null {
  if (posts.length === 0 || hidden === 0) return null
  return wordsIn(language, 'posts')('hidden', { count: hidden })
}
