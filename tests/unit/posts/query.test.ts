import { expect, test } from '@playwright/test'
import { listParameters, readPostQuery } from '#lib/posts/query'

test('the first page asks for twenty posts, and for nothing that is not shown', () => {
  expect(listParameters({ page: '' })).toEqual({
    max_results: '20',
    'tweet.fields': 'created_at,referenced_tweets',
  })
})

test('a later page is asked for with its token, to the letter', () => {
  expect(listParameters({ page: '7140dibdnow9c7btw~a+b/c=' })).toMatchObject({
    pagination_token: '7140dibdnow9c7btw~a+b/c=',
  })
})

const queries: [title: string, query: Record<string, unknown>, page: string, account: string][] = [
  ['nothing', {}, '', ''],
  ['a page', { page: 'abc' }, 'abc', ''],
  ['an account', { account: 'some-id' }, '', 'some-id'],
  ['a page of 500 characters', { page: 'x'.repeat(500) }, 'x'.repeat(500), ''],
  ['a page of more', { page: 'x'.repeat(501) }, '', ''],
  ['several pages', { page: ['a', 'b'] }, '', ''],
  ['an account that is no id', { account: 'x'.repeat(37) }, '', ''],
  ['several accounts', { account: ['a', 'b'] }, '', ''],
  ['what it does not know', { q: 'engine', sort: 'a-z', __proto__: 'x' }, '', ''],
]

for (const [title, query, page, account] of queries) {
  test(`a query with ${title} means one page of one account`, () => {
    expect(readPostQuery(query)).toEqual({ page, account })
  })
}
