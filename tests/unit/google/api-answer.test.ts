import { expect, test } from '@playwright/test'
import { readApiAnswer } from '#lib/google/api-answer'
import type { ApiAnswer } from '#lib/provider/provider'

type Case = {
  title: string
  status: number
  body?: unknown
  headers?: Record<string, string>
  expected: Partial<ApiAnswer>
}

/** The older shape of Google's errors, with a list; Drive still answers so. */
const listed = (reason: string) => ({
  error: { code: 403, errors: [{ domain: 'global', reason }], message: 'no' },
})
/** The newer one (AIP-193). */
const detailed = (reason: string) => ({
  error: { code: 403, status: 'PERMISSION_DENIED', details: [{ reason }] },
})

const limited = { kind: 'busy', limited: true, retryAfterSeconds: null } as const
const stumbled = { kind: 'busy', limited: false, retryAfterSeconds: null } as const

const cases: Case[] = [
  { title: 'an answer', status: 200, body: { files: [] }, expected: { kind: 'data', body: { files: [] } } },
  { title: 'an answer of null', status: 200, body: null, expected: { kind: 'data', body: null } },
  { title: 'an answer that is not JSON', status: 200, body: '{"files": [', expected: stumbled },
  {
    title: 'a page instead of an answer',
    status: 200,
    body: '"<html>"',
    headers: { 'content-type': 'text/html' },
    expected: stumbled,
  },
  { title: 'no answer but a status', status: 204, expected: stumbled },
  { title: '401', status: 401, body: listed('authError'), expected: { kind: 'unauthorized' } },
  { title: '401 with a page', status: 401, body: '<html>', expected: { kind: 'unauthorized' } },
  {
    title: '403 for want of a scope',
    status: 403,
    body: listed('insufficientPermissions'),
    expected: { kind: 'insufficient' },
  },
  {
    title: '403 for want of a scope, in the newer format',
    status: 403,
    body: detailed('ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
    expected: { kind: 'insufficient' },
  },
  {
    title: '403 for too many requests',
    status: 403,
    body: listed('userRateLimitExceeded'),
    expected: limited,
  },
  { title: '403 for the rate limit', status: 403, body: listed('rateLimitExceeded'), expected: limited },
  {
    title: '403 for the rate limit, in the newer format',
    status: 403,
    body: detailed('RATE_LIMIT_EXCEEDED'),
    expected: limited,
  },
  {
    title: '403 that a domain’s administrator wants',
    status: 403,
    body: listed('domainPolicy'),
    expected: { kind: 'rejected', status: 403, reason: 'status 403 domainPolicy' },
  },
  { title: '403 with a page', status: 403, body: '<html>', expected: { kind: 'rejected', status: 403 } },
  { title: '400', status: 400, body: listed('invalid'), expected: { kind: 'rejected', status: 400 } },
  { title: '404', status: 404, body: listed('notFound'), expected: { kind: 'rejected', status: 404 } },
  { title: '410', status: 410, body: listed('deleted'), expected: { kind: 'rejected', status: 410 } },
  { title: '429', status: 429, body: listed('rateLimitExceeded'), expected: limited },
  {
    title: '429 with Retry-After',
    status: 429,
    headers: { 'retry-after': '17' },
    expected: { ...limited, retryAfterSeconds: 17 },
  },
  { title: '500', status: 500, body: listed('internalError'), expected: stumbled },
  { title: '502 with a page', status: 502, body: '<html>', expected: stumbled },
  {
    title: '503 with Retry-After',
    status: 503,
    headers: { 'retry-after': '3' },
    expected: { ...stumbled, retryAfterSeconds: 3 },
  },
  {
    title: 'an error of another shape',
    status: 403,
    body: { error: 'forbidden' },
    expected: { kind: 'rejected' },
  },
]

for (const { title, status, body, headers, expected } of cases) {
  test(`${title} of a Google API means ${expected.kind}`, { tag: '@R82' }, async () => {
    const text = typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body)
    const response = new Response(text, {
      status,
      headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    })
    expect(await readApiAnswer(response)).toMatchObject(expected)
  })
}

test('the reason of a refusal is short, whatever Google says', { tag: ['@R82', '@R111'] }, async () => {
  const response = Response.json(listed('x'.repeat(5_000)), { status: 404 })
  const answer = await readApiAnswer(response)
  expect('reason' in answer && answer.reason.length).toBeLessThan(100)
})
