import { expect, test } from '@playwright/test'
import type { ApiAnswer } from '#lib/provider/provider'
import { readApiAnswer, untilReset } from '#lib/x/api-answer'

const problem = (type: string, more = {}) => ({
  title: 'A title',
  detail: 'A detail.',
  type: type === 'about:blank' ? type : `https://api.x.com/2/problems/${type}`,
  ...more,
})
const old = (code: number, message: string) => ({ errors: [{ code, message }] })
const partial = (type: string) => ({ errors: [problem(type, { resource_id: '1', resource_type: 'user' })] })

type Expected = Partial<ApiAnswer> & Pick<ApiAnswer, 'kind'>
const rate: Expected = { kind: 'busy', limit: 'rate' }
const account: Expected = { kind: 'forbidden', by: 'account' }
const unclear: Expected = { kind: 'forbidden', by: 'unclear' }
const trouble: Expected = { kind: 'busy', limit: null, retryAfterSeconds: null }

const answers: [title: string, status: number, body: unknown, expected: Expected][] = [
  ['data', 200, { data: { id: '1' } }, { kind: 'data', body: { data: { id: '1' } } }],
  ['data beside errors', 200, { data: [], ...partial('resource-not-found') }, { kind: 'data' }],
  ['an account without posts', 200, { meta: { result_count: 0 } }, { kind: 'data' }],
  [
    'a page of posts that cannot be read',
    200,
    { meta: {}, ...partial('not-authorized-for-resource') },
    { kind: 'data' },
  ],
  ['an object that says nothing', 200, {}, { kind: 'data', body: {} }],
  ['errors that are no list', 200, { errors: 'none' }, { kind: 'data' }],
  ['nobody there any more', 200, partial('resource-not-found'), account],
  ['somebody protected', 200, partial('not-authorized-for-resource'), account],
  ['errors of another kind', 200, partial('field-unauthorized'), unclear],
  ['a page', 200, '<html>', trouble],
  ['a list', 200, [], trouble],
  ['nothing', 200, undefined, trouble],

  ['an ended token', 401, problem('about:blank', { title: 'Unauthorized' }), { kind: 'unauthorized' }],
  ['an ended token, in the older shape', 401, old(89, 'Invalid or expired token.'), { kind: 'unauthorized' }],
  ['an ended token with another status', 403, old(89, 'Invalid or expired token.'), { kind: 'unauthorized' }],
  ['401 of a proxy', 401, '<html>', { kind: 'unauthorized' }],
  ['a suspended account that says so with 401', 401, old(64, 'Your account is suspended.'), account],

  [
    'no credits',
    402,
    problem('credits', { title: 'CreditsDepleted' }),
    { kind: 'unpaid', reason: 'status 402 CreditsDepleted' },
  ],
  ['402 with nothing', 402, undefined, { kind: 'unpaid' }],
  ['402 with a page', 402, '<html>', { kind: 'unpaid' }],
  ['a cap of the month', 429, problem('usage-capped', { title: 'UsageCapExceeded' }), { kind: 'unpaid' }],
  [
    'a limit of spending',
    403,
    problem('about:blank', { detail: 'You have hit your spending limit for this billing cycle' }),
    { kind: 'unpaid' },
  ],
  [
    'no credits with 429',
    429,
    problem('about:blank', { detail: 'You have run out of credits.' }),
    { kind: 'unpaid' },
  ],

  [
    'an app that is not enrolled',
    403,
    problem('client-forbidden', { reason: 'client-not-enrolled' }),
    { kind: 'refused', reason: 'status 403 client-not-enrolled' },
  ],
  ['a token of another kind', 403, problem('unsupported-authentication'), { kind: 'refused' }],
  [
    'an app that may not, in the older shape',
    403,
    old(453, 'You currently have access to a subset of endpoints.'),
    { kind: 'refused' },
  ],
  ['a suspended app', 403, old(416, 'Invalid / suspended application'), { kind: 'refused' }],

  [
    'a suspended account',
    403,
    problem('about:blank', { detail: 'Your account is suspended and is not permitted.' }),
    account,
  ],
  [
    'a locked account',
    403,
    old(326, 'To protect our users from spam, this account is temporarily locked.'),
    account,
  ],
  ['posts that are protected', 403, problem('not-authorized-for-resource'), account],
  ['403 without a reason', 403, problem('about:blank', { title: 'Forbidden', detail: 'Forbidden' }), unclear],
  ['403 with an empty object', 403, {}, unclear],
  ['403 of a firewall', 403, '<html>', trouble],

  ['a limit', 429, problem('rate-limit-exceeded'), rate],
  ['a limit without a body', 429, undefined, rate],
  ['a limit in the older shape', 429, old(88, 'Rate limit exceeded'), rate],
  ['a limit with another status', 403, old(88, 'Rate limit exceeded'), rate],

  ['an outage', 503, problem('about:blank'), trouble],
  ['an outage with a page', 502, '<html>', trouble],

  [
    'a parameter that is wrong',
    400,
    { ...problem('invalid-request'), errors: [{ parameters: {}, message: 'x' }] },
    { kind: 'rejected', status: 400 },
  ],
  ['a path that is not there', 404, problem('about:blank'), { kind: 'rejected', status: 404 }],
  ['a type that is an object', 403, problem('x', { type: { of: 'x' } }), unclear],
  ['a type that every object has', 403, problem('constructor'), unclear],
]

for (const [title, status, body, expected] of answers)
  test(`${title} (${status}) is ${expected.kind}`, { tag: '@R87' }, async () => {
    const isPage = typeof body === 'string'
    const type = isPage ? 'text/html' : 'application/problem+json; charset=utf-8'
    const text = body === undefined ? null : isPage ? body : JSON.stringify(body)
    const answer = await readApiAnswer(new Response(text, { status, headers: { 'content-type': type } }))
    expect(answer).toMatchObject(expected)
    if ('reason' in answer) expect(answer.reason, 'a detail may name somebody').not.toContain('A detail')
  })

const NOW = Date.parse('2026-11-26T12:00:00.500Z')
const at = (seconds: number) => String(Date.parse('2026-11-26T12:00:00Z') / 1000 + seconds)

const resets: [reset: string | null, seconds: number | null][] = [
  [at(600), 600],
  [at(1), 1],
  [at(0), 1],
  [at(-600), 1],
  [at(900), 900],
  [at(86_400), 900],
  ['0', 1],
  ['60.5', null],
  ['-60', null],
  ['soon', null],
  ['9'.repeat(400), null],
  ['', null],
  [null, null],
]

for (const [reset, seconds] of resets)
  test(`a limit until ${reset?.slice(0, 20)} is waited for ${seconds} seconds`, { tag: '@R72' }, () => {
    const headers = new Headers(reset === null ? {} : { 'x-rate-limit-reset': reset })
    expect(untilReset(headers, NOW)).toBe(seconds)
  })

test('the seconds of a limit are in the answer', { tag: '@R72' }, async () => {
  const headers = {
    'content-type': 'application/json',
    'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 700),
  }
  const answer = await readApiAnswer(new Response('{}', { status: 429, headers }))
  expect(answer).toMatchObject({ kind: 'busy', limit: 'rate' })
  expect('retryAfterSeconds' in answer && answer.retryAfterSeconds).toBeGreaterThan(695)
})
