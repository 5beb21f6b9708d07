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

const limited = { kind: 'busy', limit: 'rate', retryAfterSeconds: null } as const
const used = { kind: 'busy', limit: 'quota', retryAfterSeconds: null } as const
const stumbled = { kind: 'busy', limit: null, retryAfterSeconds: null } as const

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
    expected: { kind: 'forbidden', by: 'organisation', reason: 'status 403 domainPolicy' },
  },
  { title: '403 with a page', status: 403, body: '<html>', expected: { kind: 'forbidden', by: 'unclear' } },
  { title: '403 with nothing', status: 403, expected: { kind: 'forbidden', by: 'unclear' } },
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
    expected: { kind: 'forbidden', by: 'unclear' },
  },
  {
    title: '403 of a list and reasons that are no such thing',
    status: 403,
    body: { error: { errors: [null, 'x', { reason: 5 }, { reason: 'domainPolicy' }], details: 'none' } },
    expected: { kind: 'forbidden', by: 'organisation' },
  },
  {
    title: '403 with a status and no reason',
    status: 403,
    body: { error: { code: 403, status: 'RESOURCE_EXHAUSTED' } },
    expected: limited,
  },
  {
    title: '403 whose header names the want of a scope',
    status: 403,
    headers: { 'www-authenticate': 'Bearer realm="x", error="insufficient_scope"' },
    expected: { kind: 'insufficient' },
  },
  {
    title: '429 for the quota of a day, in the newer format',
    status: 429,
    body: {
      error: {
        details: [{ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit: 'ReadsPerDayPerProject' } }],
      },
    },
    expected: used,
  },
  {
    title: '429 for the quota of a minute, in the newer format',
    status: 429,
    body: {
      error: {
        details: [{ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit: 'ReadsPerMinutePerUser' } }],
      },
    },
    expected: limited,
  },
  {
    title: '429 that says how long in its body',
    status: 429,
    body: { error: { details: [{ '@type': 'google.rpc.RetryInfo', retryDelay: '37.2s' }] } },
    expected: { ...limited, retryAfterSeconds: 37 },
  },
  {
    title: 'a used up quota with Retry-After',
    status: 403,
    body: listed('dailyLimitExceeded'),
    headers: { 'retry-after': '1800' },
    expected: { ...used, retryAfterSeconds: 1_800 },
  },
  {
    title: 'a used up quota with a Retry-After of ages',
    status: 403,
    body: listed('dailyLimitExceeded'),
    headers: { 'retry-after': '1000000000000' },
    expected: { ...used, retryAfterSeconds: 3_600 },
  },
  { title: '503 for the rate', status: 503, body: listed('rateLimitExceeded'), expected: limited },
  {
    title: '401 for a disabled account',
    status: 401,
    body: detailed('ACCOUNT_STATE_INVALID'),
    expected: { kind: 'forbidden', by: 'account' },
  },
  {
    title: '403 for a token',
    status: 403,
    body: listed('authError'),
    expected: { kind: 'forbidden', by: 'unclear' },
  },
]

/** Whose each documented reason is, in whatever status and format it comes. */
const documented: [reasons: string, expected: Partial<ApiAnswer>][] = [
  [
    'domainPolicy appNotAuthorizedToFile teamDriveMembershipRequired',
    { kind: 'forbidden', by: 'organisation' },
  ],
  [
    'USER_BLOCKED_BY_ADMIN ORG_RESTRICTION_VIOLATION admin_policy_enforced',
    { kind: 'forbidden', by: 'organisation' },
  ],
  [
    'accountDisabled accountDeleted accountUnverified ACCOUNT_STATE_INVALID',
    { kind: 'forbidden', by: 'account' },
  ],
  [
    'authError forbidden countryBlocked insufficientFilePermissions unknownAuth tomorrow',
    { kind: 'forbidden', by: 'unclear' },
  ],
  ['rateLimitExceeded userRateLimitExceeded sharingRateLimitExceeded', limited],
  ['rateLimitExceededUnreg userRateLimitExceededUnreg concurrentLimitExceeded servingLimitExceeded', limited],
  ['dailyLimitExceeded dailyLimitExceededUnreg quotaExceeded limitExceeded RESOURCE_QUOTA_EXCEEDED', used],
  ['variableTermLimitExceeded variableTermExpiredDailyExceeded downloadQuotaExceeded', used],
  [
    'accessNotConfigured SERVICE_DISABLED BILLING_DISABLED CONSUMER_INVALID CONSUMER_SUSPENDED',
    { kind: 'refused' },
  ],
  [
    'USER_PROJECT_DENIED API_KEY_INVALID keyInvalid ipRefererBlocked SECURITY_POLICY_VIOLATED',
    { kind: 'refused' },
  ],
  ['insufficientPermissions ACCESS_TOKEN_SCOPE_INSUFFICIENT', { kind: 'insufficient' }],
]

for (const [reasons, expected] of documented)
  for (const reason of reasons.split(' '))
    cases.push(
      { title: `403 ${reason}`, status: 403, body: listed(reason), expected },
      { title: `403 ${reason}, in the newer format,`, status: 403, body: detailed(reason), expected },
      ...('limit' in expected
        ? [402, 429].map((status) => ({
            title: `${status} ${reason}`,
            status,
            body: listed(reason),
            expected: status === 402 ? expected : { kind: 'busy' as const },
          }))
        : []),
    )

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
