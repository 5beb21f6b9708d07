import { expect, test } from '@playwright/test'
import type { PostPage } from '#lib/posts/list'
import { describeEmptyPage, describeHidden, summarize } from '../../../app/(account)/posts/messages.ts'

const post = { id: '1', text: 'a', kind: 'post', cut: false, postedAt: null, link: 'https://x.com' } as const

const pageOf = (count: number, changes: Partial<PostPage> = {}): PostPage => ({
  posts: Array.from({ length: count }, () => post),
  nextPage: null,
  hidden: 0,
  place: 'first',
  ...changes,
})

const summaries: [page: PostPage, sentence: string][] = [
  [pageOf(1), '1 post, newest first.'],
  [pageOf(7), '7 posts, newest first.'],
  [pageOf(20, { nextPage: 'a' }), 'The first 20 posts, newest first.'],
  [pageOf(19, { nextPage: 'a', place: 'restarted' }), 'The first 19 posts, newest first.'],
  [pageOf(20, { nextPage: 'a', place: 'later' }), 'The next 20 posts, newest first.'],
  [pageOf(3, { place: 'later' }), 'The last 3 posts, newest first.'],
]

for (const [page, sentence] of summaries) {
  test(`a page of posts is summed up: ${sentence}`, () => {
    expect(summarize({ kind: 'ready', ...page }, { kind: '' }, 'en')).toEqual({
      text: sentence,
      visible: true,
    })
  })
}

const pages: [title: string, page: PostPage, says: RegExp | null][] = [
  ['with posts', pageOf(1), null],
  ['with posts, some of them kept back', pageOf(1, { hidden: 3 }), null],
  ['without any', pageOf(0), /no posts.*will be listed here/],
  ['of an account whose only post is kept back', pageOf(0, { hidden: 1 }), /none of the posts.*not show it,/],
  [
    'of posts that are all kept back',
    pageOf(0, { hidden: 20, nextPage: 'a' }),
    /none of the.*not show them,/,
  ],
  ['that is empty and not the last', pageOf(0, { nextPage: 'a' }), /Nothing on this page.*next one/],
  ['past the last', pageOf(0, { place: 'later' }), /no more posts.*3,200/],
  ['that took the place of one that is gone', pageOf(0, { place: 'restarted' }), /no posts.*will be listed/],
]

for (const [title, page, says] of pages) {
  test(`a page ${title} ${says ? 'says why it is empty' : 'is not empty'}`, () => {
    const empty = describeEmptyPage(page, { kind: '' }, 'en')
    if (says) expect(`${empty?.title} ${empty?.text}`).toMatch(says)
    else expect(empty).toBeNull()
  })
}

test('a list that was narrowed down is not said to be all that there is', () => {
  expect(describeEmptyPage(pageOf(0), { kind: 'own' }, 'en')?.text).toMatch(/asked to leave some out/)
})

test('how many posts X kept back among others is said, and nothing where there are none', () => {
  expect(describeHidden(pageOf(2, { hidden: 1 }), 'en')).toBe('X left out one post here')
  expect(describeHidden(pageOf(2, { hidden: 4 }), 'en')).toBe('X left out 4 posts here')
  expect(describeHidden(pageOf(2), 'en')).toBeNull()
  expect(describeHidden(pageOf(0, { hidden: 4 }), 'en'), 'the whole page says so').toBeNull()
})
