import { expect, test } from '@playwright/test'
import { type ListedPosts, listShape, type Post } from '#lib/posts/read'

/** As X's documentation has it (docs.x.com/x-api/users/get-posts). */
const good = {
  id: '1346889436626259968',
  text: 'Learn how to use the user Tweet timeline',
  created_at: '2021-01-06T18:40:40.000Z',
  edit_history_tweet_ids: ['1346889436626259968'],
}

const known: Post = {
  id: '1346889436626259968',
  text: 'Learn how to use the user Tweet timeline',
  kind: 'post',
  cut: false,
  postedAt: new Date('2021-01-06T18:40:40Z'),
  link: 'https://x.com/i/web/status/1346889436626259968',
}

const page = (...data: unknown[]) => ({ data, meta: { result_count: data.length } })
const list = (answer: unknown): ListedPosts => listShape.parse(answer)
const read = (changes: Record<string, unknown>): Post | undefined =>
  list(page({ ...good, ...changes })).posts[0]

test('a post says what it says, when it was posted, and where it is', () => {
  expect(list(page(good))).toEqual({
    posts: [known],
    nextPage: null,
    hidden: 0,
    personHidden: false,
    leftOut: 0,
  })
})

for (const name of ['edit_history_tweet_ids', 'edit_history_post_ids', 'something_new']) {
  test(`a post that has ${name} is the same post`, () => {
    expect(
      list(page({ id: good.id, text: good.text, created_at: good.created_at, [name]: [good.id] })).posts,
    ).toEqual([known])
  })
}

const texts: [title: string, sent: unknown, shown: string | null][] = [
  ['keeps its line breaks', 'one\ntwo\r\nthree', 'one\ntwo\nthree'],
  ['has one empty line where there were many', 'one\n\n\n\n\u2028\ntwo', 'one\n\ntwo'],
  ['begins and ends with a line', '\n\n one \n\n', 'one'],
  ['loses what turns its direction', 'a\u202eb\u2066c', 'abc'],
  ['loses what controls', 'a\u0000b\u001b[31mc', 'ab[31mc'],
  ['loses half a character', 'a\ud800b', 'ab'],
  ['keeps what joins emoji', '👩\u200d💻', '👩\u200d💻'],
  ['has the three characters that X sends as entities', '&lt;b&gt; &amp; c', '<b> & c'],
  ['has no other entity', '&quot;a&quot; &#39; &nbsp;', '&quot;a&quot; &#39; &nbsp;'],
  ['is read once', '&amp;lt;b&amp;gt; &amp;amp;', '&lt;b&gt; &amp;'],
  ['is markup of nobody', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['without a visible sign is none', '\u200b \u2060\n\u00ad', null],
  ['of another type is none', 5, null],
  ['that is missing is none', undefined, null],
  ['of a hundred thousand characters is cut', 'a'.repeat(100_000), 'a'.repeat(25_000)],
  ['of line breaks alone is none', '\n'.repeat(100_000), null],
]

for (const [title, text, shown] of texts) {
  test(`a text ${title}`, () => {
    expect(read({ text })?.text).toBe(shown)
  })
}

const kinds: [title: string, fields: Record<string, unknown>, kind: Post['kind']][] = [
  ['that refers to nothing', {}, 'post'],
  ['that reposts', { referenced_tweets: [{ type: 'retweeted', id: '20' }] }, 'repost'],
  ['that reposts, in X’s new names', { referenced_posts: [{ type: 'reposted', id: '20' }] }, 'repost'],
  ['that quotes', { referenced_tweets: [{ type: 'quoted', id: '20' }] }, 'quote'],
  ['that replies', { referenced_tweets: [{ type: 'replied_to', id: '20' }] }, 'reply'],
  [
    'that replies and quotes',
    {
      referenced_tweets: [
        { type: 'quoted', id: '20' },
        { type: 'replied_to', id: '20' },
      ],
    },
    'reply',
  ],
  ['that refers in a way of its own', { referenced_tweets: [{ type: 'constructor' }] }, 'post'],
  ['whose references are none', { referenced_tweets: [null, 5, 'retweeted', {}] }, 'post'],
  ['whose references are of another type', { referenced_tweets: 'retweeted', referenced_posts: 7 }, 'post'],
]

for (const [title, fields, kind] of kinds) {
  test(`a post ${title} is a ${kind}`, () => {
    expect(read(fields)?.kind).toBe(kind)
  })
}

const repost = [{ type: 'retweeted', id: '20' }]
const long = 'A long post. '.repeat(21)

const cuts: [title: string, fields: Record<string, unknown>, cut: boolean][] = [
  ['a repost that ends in dots', { text: 'RT @a: it goes on and o…', referenced_tweets: repost }, true],
  ['a repost that ends in three dots', { text: 'RT @a: it goes on...', referenced_tweets: repost }, true],
  ['a short repost', { text: 'RT @a: no', referenced_tweets: repost }, false],
  ['a long post with the address of the whole', { text: `${long}… https://t.co/aB3` }, true],
  ['a long post that ends by itself', { text: `${long}https://t.co/aB3` }, false],
  ['a short post that ends in dots', { text: 'and so on…' }, false],
  ['a short post with dots and a picture', { text: 'look… https://t.co/aB3' }, false],
]

for (const [title, fields, cut] of cuts) {
  test(`${title} is ${cut ? 'only the beginning' : 'the whole'}`, () => {
    expect(read(fields)?.cut).toBe(cut)
  })
}

for (const created_at of [undefined, null, 5, '', 'yesterday', '2026-13-45T00:00:00Z', 1_700_000_000, {}]) {
  test(`a time of ${JSON.stringify(created_at)} is not known, and takes nothing with it`, () => {
    expect(read({ created_at })).toEqual({ ...known, postedAt: null })
  })
}

const noPosts = [
  null,
  'post',
  5,
  [],
  {},
  { text: 'no id' },
  { id: 20, text: 'a number' },
  { id: '', text: 'an empty id' },
  { id: '20/../../evil', text: 'a path' },
  { id: 'javascript:alert(1)', text: 'a script' },
  { id: '1'.repeat(20), text: 'more than 64 bits' },
]

test('what is no post is left out and counted, and the others stay', () => {
  expect(list(page(...noPosts, good))).toMatchObject({ posts: [known], leftOut: noPosts.length })
})

test('no address of an answer becomes a link', () => {
  const fields = { url: 'https://evil.example', link: 'https://evil.example', text: 'https://t.co/aB3' }
  expect(read(fields)?.link).toBe(known.link)
})

const problems = 'https://api.x.com/2/problems'
const missing = (id: string) => ({
  resource_id: id,
  resource_type: 'tweet',
  parameter: 'id',
  value: id,
  title: 'Authorization Error',
  type: `${problems}/not-authorized-for-resource`,
})
const person = {
  resource_id: '7',
  resource_type: 'user',
  value: '7',
  detail: 'User has been suspended: [7].',
  type: `${problems}/resource-not-found`,
}

type Counted = Partial<Pick<ListedPosts, 'hidden' | 'personHidden'>> & { posts?: unknown[] }

const partial: [title: string, answer: unknown, expected: Counted][] = [
  ['beside posts', { ...page(good), errors: [missing('1'), missing('2')] }, { posts: [known], hidden: 2 }],
  ['instead of posts', { errors: [missing('1')] }, { posts: [], hidden: 1 }],
  ['beside an empty list', { data: [], errors: [missing('1')] }, { posts: [], hidden: 1 }],
  ['twice of one post', { errors: [missing('1'), missing('1')] }, { hidden: 1 }],
  ['of a post that is there', { ...page(good), errors: [missing(good.id)] }, { posts: [known], hidden: 0 }],
  ['of nothing that has a name', { errors: [{}, null, 'x', { value: 5 }] }, { hidden: 4 }],
  ['of a person', { errors: [person] }, { hidden: 0, personHidden: true }],
  ['of a person beside posts', { ...page(good), errors: [person] }, { hidden: 0, personHidden: false }],
  ['that are none', { ...page(good), errors: null }, { posts: [known], hidden: 0 }],
]

for (const [title, answer, expected] of partial) {
  test(`errors ${title} are counted by what they keep back`, () => {
    expect(list(answer)).toMatchObject(expected)
  })
}

const empty: [title: string, answer: unknown][] = [
  ['of an account that has not posted', { meta: { result_count: 0 } }],
  ['past the last page', { meta: { result_count: 0, previous_token: 'abc' } }],
  ['that says nothing of itself', { meta: {} }],
  ['whose posts are none', { data: [], meta: { result_count: 0 } }],
  ['whose next page has no address of ours', { data: [], meta: { next_token: 'x'.repeat(501) } }],
  ['whose next page is of another type', { data: [], meta: { next_token: 5, result_count: 'none' } }],
]

for (const [title, answer] of empty) {
  test(`a list ${title} is empty, and the last`, () => {
    expect(list(answer)).toEqual({
      posts: [],
      nextPage: null,
      hidden: 0,
      personHidden: false,
      leftOut: 0,
    })
  })
}

test('a list says what the next page is', () => {
  expect(list({ data: [good], meta: { result_count: 1, next_token: '7140dibdnow9c7btw' } }).nextPage).toBe(
    '7140dibdnow9c7btw',
  )
})

const noLists = [
  null,
  'data',
  5,
  true,
  [],
  [good],
  {},
  { data: null },
  { data: {} },
  { data: 'none' },
  { errors: [] },
  { errors: {} },
  { meta: null },
  { meta: { result_count: 3 } },
  { data: good },
]

for (const answer of noLists) {
  test(`${JSON.stringify(answer).slice(0, 30)} is no list of posts`, () => {
    expect(listShape.safeParse(answer).success).toBe(false)
  })
}
