import { expect, test } from '@playwright/test'
import { listParameters, readPostQuery } from '#lib/posts/query'

test('the first page asks for twenty posts, and for nothing that is not shown', () => {
  expect(listParameters({ kind: '', page: '' })).toEqual({
    max_results: '20',
    'tweet.fields': 'created_at,referenced_tweets',
  })
})

test('a later page is asked for with its token, to the letter', () => {
  expect(listParameters({ kind: '', page: '7140dibdnow9c7btw~a+b/c=' })).toMatchObject({
    pagination_token: '7140dibdnow9c7btw~a+b/c=',
  })
})

test('what X is to leave out, it is asked to leave out', () => {
  expect(listParameters({ kind: 'written', page: '' })).toMatchObject({ exclude: 'retweets' })
  expect(listParameters({ kind: 'own', page: '' })).toMatchObject({ exclude: 'retweets,replies' })
})

const usual = { page: '', earlier: [], kind: '', account: '' } as const

const queries: [title: string, query: Record<string, unknown>, means: object][] = [
  ['nothing', {}, {}],
  ['a page', { page: 'abc' }, { page: 'abc' }],
  ['an account', { account: 'some-id' }, { account: 'some-id' }],
  ['a kind', { kind: 'own' }, { kind: 'own' }],
  ['a page of 500 characters', { page: 'x'.repeat(500) }, { page: 'x'.repeat(500) }],
  ['a page of more', { page: 'x'.repeat(501) }, {}],
  ['the way to a page', { page: ['a', 'b', 'c'] }, { page: 'c', earlier: ['a', 'b'] }],
  ['a way through what is no page', { page: ['a', ''] }, {}],
  ['an account that is no id', { account: 'x'.repeat(37) }, {}],
  ['several accounts', { account: ['a', 'b'] }, {}],
  ['a kind that there is not', { kind: 'toString' }, {}],
  ['what it does not know', { q: 'engine', sort: 'a-z', __proto__: 'x' }, {}],
]

for (const [title, query, means] of queries) {
  test(`a query with ${title} means one page of one account`, () => {
    expect(readPostQuery(query)).toEqual({ ...usual, ...means })
  })
}
