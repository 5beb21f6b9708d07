import { db } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import type { EndReason } from '#lib/grants/end-reason'
import { orderRevocation } from '#lib/grants/revoke'
import {
  endBackoff,
  expire,
  expireAfterFailures,
  findGrantRow,
  findKept,
  findWait,
  listEvents,
  listFiles,
} from '#tests/support/connected'
import type { controlGoogle } from '#tests/support/google'
import { driveScope } from '#tests/support/google-visitor'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

type Fault = Parameters<ReturnType<typeof controlGoogle>['failNext']>[1]

const drive = { scopes: [driveScope] }

const refusals: [code: string, status: number][] = [
  ['invalid_client', 401],
  ['invalid_client', 403],
  ['unauthorized_client', 400],
  ['unsupported_grant_type', 400],
  ['deleted_client', 401],
  ['disabled_client', 403],
  ['redirect_uri_mismatch', 400],
  ['invalid_request', 400],
  ['something_new', 400],
  ['something_new', 403],
]

for (const [code, status] of refusals) {
  test(`${code} with ${status} is a matter of this application: the person keeps their grant`, {
    tag: '@R70',
  }, async ({ google, connect }) => {
    const ada = await connect()
    await expire(ada)
    const before = await findKept(ada)
    await google.failNext('token', { status, body: { error: code } })
    await google.resetCounts()

    const { least, most } = await findWait(() => getAccessToken(ada.viewer, drive), 'refused')
    expect(most).toBeGreaterThanOrEqual(60)
    expect(least).toBeLessThanOrEqual(60)
    await findWait(() => getAccessToken(ada.viewer, drive), 'refused')
    await expect(listFiles(ada.viewer)).rejects.toMatchObject({ code: 'provider_refused' })
    expect((await google.counts()).token).toBe(1)
    expect(await findKept(ada)).toEqual(before)

    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
    expect(await listEvents(ada)).toEqual([])
  })
}

/** How providers write a refusal: as the standard says, as Google's APIs do, as text that is JSON, as a form. */
const bodies: [title: string, fault: { body: unknown; headers?: Record<string, string> }][] = [
  ['as the standard says', { body: { error: 'admin_policy_enforced', error_description: 'Blocked.' } }],
  ['as Google’s older APIs do', { body: { error: { code: 403, errors: [{ reason: 'domainPolicy' }] } } }],
  [
    'as Google’s newer APIs do',
    { body: { error: { status: 'PERMISSION_DENIED', details: [{ reason: 'USER_BLOCKED_BY_ADMIN' }] } } },
  ],
  ['as text', { body: { error: 'admin_policy_enforced' }, headers: { 'content-type': 'text/plain' } }],
  ['as a page', { body: { error: 'admin_policy_enforced' }, headers: { 'content-type': 'text/html' } }],
  [
    'as a form',
    { body: 'error=admin_policy_enforced', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
]

const withheld: [title: string, reason: EndReason, fault: Fault][] = [
  ...bodies.flatMap(([title, fault]) =>
    [400, 401, 403].map((status): [string, EndReason, Fault] => [
      `an administrator’s policy with ${status}, ${title},`,
      'organisation',
      { status, ...fault } as Fault,
    ]),
  ),
  refusal('policy_enforced', 400, 'organisation'),
  refusal('org_internal', 400, 'organisation'),
  refusal('account_restricted', 403, 'organisation'),
  refusal('invalid_scope', 400, 'consent'),
  refusal('invalid_scope', 403, 'consent'),
  refusal('consent_required', 403, 'consent'),
  refusal('interaction_required', 400, 'consent'),
  refusal('login_required', 401, 'consent'),
  refusal('access_denied', 400, 'consent'),
  refusal('invalid_grant', 401, 'revoked'),
  refusal('invalid_grant', 403, 'revoked'),
]

function refusal(error: string, status: number, reason: EndReason): [string, EndReason, Fault] {
  return [`${error} with ${status}`, reason, { status, body: { error } }]
}

for (const [title, reason, fault] of withheld) {
  test(`${title} ends the grant for a reason of its own (${reason}), with a line of history, and nobody asks again`, {
    tag: ['@R69', '@R70'],
  }, async ({ google, connect }) => {
    const ada = await connect()
    await expire(ada)
    const before = await findGrantRow(ada)
    await google.failNext('token', fault)
    await google.resetCounts()
    for (const _again of [1, 2]) expect(await listFiles(ada.viewer)).toEqual({ kind: 'reconnect', reason })
    expect(await google.counts()).toMatchObject({ token: 1, drive: 0 })
    const row = await findGrantRow(ada)
    expect(row).toMatchObject({ endReason: reason, accessToken: null, scopes: before.scopes })
    // What was withheld is still there at Google, to be revoked one day.
    expect(row.refreshToken).toBe(reason === 'revoked' ? null : before.refreshToken)
    const details = { account: ada.email, cause: reason }
    expect(await listEvents(ada)).toMatchObject([{ kind: 'grant_ended', details }])
  })
}

/** Says "later", or nothing that a provider would say. */
const later: [title: string, fault: Fault][] = [
  ['408', { status: 408, body: { error: 'invalid_grant' } }],
  ['425', { status: 425, body: { error: 'invalid_grant' } }],
  ['429', { status: 429, body: { error: 'invalid_grant' } }],
  ['503', { status: 503, body: { error: 'admin_policy_enforced' } }],
  ['400 for the rate', { status: 400, body: { error: 'rate_limit_exceeded' } }],
  ['403 of a gateway', { status: 403, body: { status: 403, error: 'Forbidden', path: '/token' } }],
  ['401 of a gateway', { status: 401, body: { status: 401, error: 'Unauthorized' } }],
  ['404 of a gateway', { status: 404, body: { error: { message: 'no such route' } } }],
  ['403 with a number', { status: 403, body: { error: 5 } }],
  ['403 with a list', { status: 403, body: ['admin_policy_enforced'] }],
]

for (const [title, fault] of later) {
  test(`${title} says nothing of the grant: it is asked again later`, { tag: '@R71' }, async ({
    google,
    connect,
  }) => {
    const ada = await connect()
    await expireAfterFailures(ada)
    const before = await findKept(ada)
    await google.failNext('token', fault)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'unavailable' })
    expect(await findKept(ada)).toEqual(before)
    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
    expect(await listEvents(ada)).toEqual([])
  })
}

test('what was withheld is revoked when the person disconnects', { tag: '@R76' }, async ({
  google,
  connect,
  startWorker,
}) => {
  const ada = await connect()
  await expire(ada)
  await google.failNext('token', { status: 403, body: { error: 'admin_policy_enforced' } })
  await getAccessToken(ada.viewer, drive)
  await db().$transaction(async (tx) => {
    await orderRevocation(tx, ada.accountId)
    await tx.session.deleteMany({ where: { accountId: ada.accountId } })
    await tx.account.delete({ where: { id: ada.accountId } })
  })
  await startWorker()
  await expect.poll(async () => (await google.grants()).map(({ sub }) => sub)).not.toContain(ada.sub)
})

test('an operator sees it as an error, and no token is in the log', { tag: ['@R70', '@R111'] }, async ({
  google,
  connect,
  startCaller,
}) => {
  const caller = await startCaller({ LOG_LEVEL: 'info' })
  const ada = await connect()
  await expire(ada)
  await google.failNext('token', { status: 401, body: { error: 'invalid_client' } })
  expect(await caller.ask<Got[]>({ viewer: ada.viewer })).toMatchObject([{ kind: 'refused' }])
  await caller.written(
    /"level":"error".*"event":"refresh refused","provider":"google","reason":"invalid_client"/,
  )
  for (const { value } of await google.issuedTokens()) expect(caller.output()).not.toContain(value)
})

for (const [value, seconds] of [
  ['120', 120],
  ['1000000000000', 300],
] as const) {
  test(`429 with Retry-After ${value} keeps every process away for ${seconds} seconds`, {
    tag: '@R72',
  }, async ({ google, connect, startCaller }) => {
    const others = await Promise.all([startCaller(), startCaller()])
    const ada = await connect()
    await expire(ada)
    await google.failNext('token', { status: 429, headers: { 'retry-after': value } })
    const { least, most } = await findWait(() => getAccessToken(ada.viewer, drive))
    expect(most).toBeGreaterThanOrEqual(seconds)
    expect(least).toBeLessThanOrEqual(seconds)

    await google.resetCounts()
    for (const other of others) {
      const got = await other.ask<Got[]>({ viewer: ada.viewer, callers: 20 })
      expect(new Set(got.map(({ kind }) => kind))).toEqual(new Set(['unavailable']))
    }
    expect((await google.counts()).token).toBe(0)
    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
  })
}

test('a token endpoint that is down is left alone after five failures, and everybody learns it at once', {
  tag: '@R73',
}, async ({ google, connectMany, startCaller }) => {
  const caller = await startCaller()
  const people = await connectMany(8)
  await Promise.all(people.map(expireAfterFailures))
  await google.failNext('token', { cut: true, times: 99 })
  await google.resetCounts()
  for (const { viewer } of people) {
    expect(await caller.ask<Got[]>({ viewer })).toMatchObject([{ kind: 'unavailable' }])
  }
  expect((await google.counts()).token).toBe(5)
})
