import type { z } from 'zod'
import { disableAccount, enableAccount } from '#lib/account/disable'
import {
  deleteOldSecurityEvents,
  type SecurityOutcome,
  takeSecurityEvent,
} from '#lib/account/security-events'
import { isRecent } from '#lib/auth/recent'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { inTransaction } from '#lib/db/transaction'
import { failureCode } from '#lib/errors'
import { readSecurityEvent } from '#lib/google/risc'
import { getAccessToken } from '#lib/grants/access-token'
import { takeLease } from '#lib/grants/lease'
import { nameTokens } from '#lib/grants/named-token'
import { findSession } from '#lib/sessions/find'
import type { eventSchema } from '#scripts/sandbox/google/risc/events'
import { type Connected, expire, findGrantRow, listEvents } from '#tests/support/connected'
import { openDatabase, query } from '#tests/support/database'
import { childEnvironment } from '#tests/support/environment'
import { driveScope, client as googleClient } from '#tests/support/google-visitor'
import { link, newSignIn, signIn, viewerOf } from '#tests/support/lib'
import { startProcess, type TestProcess } from '#tests/support/processes'
import { test as base, expect } from '#tests/support/test'

type Order = z.input<typeof eventSchema>

type Fixtures = {
  /** An event of Google's, signed for this application and not sent. */
  sign: (order: Order) => Promise<string>
  /** The same, taken in this process. */
  take: (order: Order) => Promise<SecurityOutcome>
  /** So many processes that take what is sent to them (event-receiver.ts). They end with the test. */
  startReceivers: (count: number) => Promise<Receiver[]>
}

type Receiver = {
  process: TestProcess
  /** Sends a token; the status of the answer, or null when there is none. */
  send: (token: string) => Promise<number | null>
}

const test = base.extend<Fixtures>({
  sign: async ({ google }, use) => {
    await use(
      async (order) => (await google.sendEvent({ clientId: googleClient.id, ...order, times: 0 })).token,
    )
  },
  take: async ({ sign }, use) => {
    await use(async (order) => takeSecurityEvent(await readSecurityEvent(await sign(order))))
  },
  startReceivers: async ({ connect: _empty }, use) => {
    const started: TestProcess[] = []
    await use((count) =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const process = startProcess('tests/support/event-receiver.ts', {
            env: childEnvironment(),
          })
          started.push(process)
          const { port } = await process.ready
          return { process, send: (token) => post(`http://127.0.0.1:${port}`, token) }
        }),
      ),
    )
    await Promise.all(started.map((one) => one.stop()))
  },
})

async function post(url: string, body: string): Promise<number | null> {
  const headers = { 'content-type': 'application/secevent+jwt' }
  return fetch(url, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => null,
  )
}

const session = async ({ sessionToken }: Connected) => (await findSession(sessionToken))?.kind

const again = ({ sub, email }: Connected, issuer: string) => newSignIn({ issuer, subject: sub, email })

async function signInCode(ada: Connected, issuer: string): Promise<string> {
  return writeCallback(again(ada, issuer)).then(() => 'done', failureCode)
}

type Effect = {
  order: Omit<Order, 'account'>
  session: string
  /** What is left of the tokens. */
  tokens: 'kept' | 'gone'
  /** What becomes of the next sign-in. */
  signIn: string
  lines: { kind: string; details?: object }[]
}

/** What each event does to somebody with a session and a grant. */
const effects: Record<string, Effect> = {
  'sessions-revoked': {
    order: { event: 'sessions-revoked' },
    session: 'revoked',
    tokens: 'kept',
    signIn: 'done',
    lines: [{ kind: 'sessions_revoked' }],
  },
  'tokens-revoked': {
    order: { event: 'tokens-revoked' },
    session: 'revoked',
    tokens: 'gone',
    signIn: 'done',
    lines: [{ kind: 'access_revoked' }],
  },
  'account-disabled, hijacking': {
    order: { event: 'account-disabled', reason: 'hijacking' },
    session: 'endangered',
    tokens: 'gone',
    signIn: 'account_endangered',
    lines: [{ kind: 'account_disabled', details: { reason: 'provider', cause: 'hijacking' } }],
  },
  'account-disabled, bulk-account': {
    order: { event: 'account-disabled', reason: 'bulk-account' },
    session: 'live',
    tokens: 'kept',
    signIn: 'done',
    lines: [{ kind: 'account_flagged' }],
  },
  'account-disabled, without a reason': {
    order: { event: 'account-disabled' },
    session: 'suspended',
    tokens: 'kept',
    signIn: 'account_suspended',
    lines: [{ kind: 'account_disabled', details: { reason: 'provider', cause: 'disabled' } }],
  },
  'account-disabled, for a reason that is new': {
    order: { event: 'account-disabled', reason: 'boredom' },
    session: 'suspended',
    tokens: 'kept',
    signIn: 'account_suspended',
    lines: [{ kind: 'account_disabled', details: { reason: 'provider', cause: 'disabled' } }],
  },
  'account-purged': {
    order: { event: 'account-purged' },
    session: 'gone',
    tokens: 'gone',
    signIn: 'account_gone',
    lines: [{ kind: 'account_disabled', details: { reason: 'provider', cause: 'purged' } }],
  },
  'account-credential-change-required': {
    order: { event: 'account-credential-change-required' },
    session: 'live',
    tokens: 'kept',
    signIn: 'done',
    lines: [{ kind: 'credential_change_required' }],
  },
}

for (const [title, { order, tokens, ...effect }] of Object.entries(effects)) {
  test(`${title}: does what it asks for, to whom it names and nobody else`, {
    tag: ['@R118', '@R56'],
  }, async ({ connect, connectMany, take, issuer, sign }) => {
    for (const subjectType of ['iss-sub', 'id_token_claims']) {
      const [ada, grace] = await connectMany(2)
      if (!ada || !grace) throw new Error('nobody')
      const before = await findGrantRow(grace)
      expect(await take({ ...order, subjectType, account: ada.sub })).toBe('done')
      expect(await session(ada)).toBe(effect.session)
      expect((await findGrantRow(ada)).refreshToken !== null).toBe(tokens === 'kept')
      const lines = effect.lines.map((line) => ({
        kind: line.kind,
        details: { account: ada.email, provider: 'google', ...line.details },
      }))
      expect((await listEvents(ada)).map(({ kind, details }) => ({ kind, details }))).toEqual(lines)
      expect(await session(grace)).toBe('live')
      expect(await findGrantRow(grace)).toEqual(before)
      expect(await signInCode(ada, issuer)).toBe(effect.signIn)
    }
    expect(await take({ ...order, account: 'nobody-here' })).toBe('nobody')
    // By an address alone nobody is known, and by another issuer it is somebody else.
    const { sub, email } = await connect()
    const body = { subject: { subject_type: 'email', email } }
    const [type] = Object.keys((await decode(await sign({ ...order, account: '1' }))).events)
    expect(await take({ ...order, claims: { events: { [String(type)]: body } } })).toBe('nobody')
    const other = { subject: { subject_type: 'iss-sub', iss: 'https://other.example', sub } }
    expect(await take({ ...order, claims: { events: { [String(type)]: other } } })).toBe('nobody')
  })
}

async function decode(token: string): Promise<{ events: Record<string, unknown> }> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

test('a password that others may know has whoever is signed in confirm that it is them', {
  tag: '@R118',
}, async ({ connect, take }) => {
  const ada = await connect()
  expect(isRecent(await viewerOf(ada.viewer))).toBe(true)
  await take({ event: 'account-credential-change-required', account: ada.sub })
  expect(isRecent(await viewerOf(ada.viewer))).toBe(false)
})

for (const tokenBy of ['prefix', 'hash_base64_sha512_sha512'] as const) {
  test(`a refresh token that is named by ${tokenBy} is forgotten, and the session goes on`, {
    tag: '@R118',
  }, async ({ connectMany, take, sign }) => {
    const [ada, grace] = await connectMany(2)
    if (!ada || !grace) throw new Error('nobody')
    const another = await readSecurityEvent(await sign({ event: 'token-revoked', tokenBy, account: ada.sub }))
    expect(await take({ event: 'token-revoked', tokenBy, account: ada.sub })).toBe('done')
    expect(await findGrantRow(ada)).toMatchObject({
      accessToken: null,
      refreshToken: null,
      refreshTokenDigest: null,
      refreshTokenPrefix: null,
      endReason: 'revoked',
    })
    expect(await session(ada)).toBe('live')
    expect(await getAccessToken(ada.viewer, { scopes: [driveScope] })).toEqual({
      kind: 'reconnect',
      reason: 'revoked',
    })
    expect((await listEvents(ada)).map(({ kind }) => kind)).toEqual(['grant_ended'])
    expect((await findGrantRow(grace)).refreshToken).not.toBeNull()
    expect(await takeSecurityEvent(another)).toBe('nobody')
  })
}

test('a token that a former version stored is named by the hourly job', async ({ connect, take }) => {
  const ada = await connect()
  await db().grant.update({ where: { accountId: ada.accountId }, data: { refreshTokenPrefix: null } })
  await nameTokens()
  expect(await take({ event: 'token-revoked', tokenBy: 'prefix', account: ada.sub })).toBe('done')
})

test('a token that a former version put in the place of another is not taken for that', async ({
  connectMany,
  take,
}) => {
  const [ada, grace] = await connectMany(2)
  if (!ada || !grace) throw new Error('nobody')
  const { refreshTokenPrefix } = await findGrantRow(ada)
  await db().grant.update({ where: { accountId: ada.accountId }, data: { refreshTokenPrefix: null } })
  await db().grant.update({ where: { accountId: grace.accountId }, data: { refreshTokenPrefix } })
  expect(await take({ event: 'token-revoked', tokenBy: 'prefix', account: ada.sub })).toBe('nobody')
  expect((await findGrantRow(grace)).refreshToken).not.toBeNull()
})

test('what is tried out and what nobody knows yet is noted, and does nothing', { tag: '@R118' }, async ({
  connect,
  take,
}) => {
  const ada = await connect()
  expect(await take({ event: 'verification', state: 'Is anybody there?' })).toBe('noted')
  expect(await db().securityEvent.count({ where: { state: 'Is anybody there?' } })).toBe(1)
  expect(await take({ event: 'something-new', account: ada.sub })).toBe('noted')
  expect(await session(ada)).toBe('live')
  expect(await listEvents(ada)).toEqual([])
})

test('a blocked account is out everywhere, whoever has blocked it', { tag: '@R56' }, async ({
  connect,
  take,
  issuer,
}) => {
  const ada = await connect()
  await take({ event: 'account-disabled', account: ada.sub })
  const { version } = await findGrantRow(ada)
  expect(await session(ada)).toBe('suspended')
  expect(await getAccessToken(ada.viewer, { scopes: [driveScope] })).toEqual({ kind: 'not-connected' })
  await expire(ada)
  expect(await takeLease(ada.accountId, version)).toBeNull()
  expect(await signInCode(ada, issuer)).toBe('account_suspended')
})

test('Google opens what it has blocked, and an operator’s block stays', { tag: ['@R118', '@R56'] }, async ({
  connect,
  take,
  issuer,
}) => {
  const ada = await connect()
  await take({ event: 'account-disabled', reason: 'hijacking', account: ada.sub, ago: 20 })
  expect(await take({ event: 'account-enabled', account: ada.sub, ago: 10 })).toBe('done')
  expect((await listEvents(ada)).map(({ kind }) => kind)).toEqual(['account_disabled', 'account_enabled'])
  expect(await signInCode(ada, issuer)).toBe('done')

  const target = { userId: ada.viewer.userId }
  await inTransaction((tx) => disableAccount(tx, target, 'operator'))
  expect(await take({ event: 'account-enabled', account: ada.sub })).toBe('unchanged')
  expect(await signInCode(ada, issuer)).toBe('account_disabled')
})

test('a block says the latest that Google has said of it', { tag: '@R118' }, async ({ connect, take }) => {
  const ada = await connect()
  await take({ event: 'account-disabled', account: ada.sub, ago: 20 })
  expect(await session(ada)).toBe('suspended')
  expect(await take({ event: 'account-disabled', reason: 'hijacking', account: ada.sub, ago: 10 })).toBe(
    'done',
  )
  expect(await session(ada)).toBe('endangered')
  expect(await take({ event: 'account-disabled', reason: 'hijacking', account: ada.sub })).toBe('unchanged')
  expect((await findGrantRow(ada)).refreshToken).toBeNull()
})

test('an account that Google takes for one of many is marked until Google, or an operator, takes it back', {
  tag: '@R118',
}, async ({ connectMany, take, issuer }) => {
  const [ada, grace, eve] = await connectMany(3)
  if (!ada || !grace || !eve) throw new Error('nobody')
  const flag = { event: 'account-disabled', reason: 'bulk-account' } as const
  const flagOf = async ({ accountId }: Connected) =>
    (await db().account.findUniqueOrThrow({ where: { id: accountId } })).disabledCause
  const kinds = async (one: Connected) => (await listEvents(one)).map(({ kind }) => kind)
  expect(await take({ ...flag, account: ada.sub, ago: 30 })).toBe('done')
  expect(await take({ ...flag, account: ada.sub, ago: 25 })).toBe('unchanged')
  expect(await take({ event: 'account-enabled', account: ada.sub, ago: 28 })).toBe('unchanged')
  expect(await flagOf(ada)).toBe('bulk-account')
  expect(await take({ event: 'account-enabled', account: ada.sub, ago: 20 })).toBe('done')
  expect(await take({ ...flag, account: ada.sub, ago: 22 })).toBe('unchanged')
  expect(await flagOf(ada)).toBeNull()
  expect(await kinds(ada)).toEqual(['account_flagged', 'account_unflagged'])

  // It never opens what is shut, and what is worse shuts it all the same.
  await take({ ...flag, account: grace.sub, ago: 30 })
  expect(await take({ event: 'account-disabled', reason: 'hijacking', account: grace.sub, ago: 20 })).toBe(
    'done',
  )
  expect(await take({ ...flag, account: grace.sub, ago: 10 })).toBe('unchanged')
  expect(await session(grace)).toBe('endangered')
  expect(await signInCode(grace, issuer)).toBe('account_endangered')

  await take({ ...flag, account: eve.sub, ago: 30 })
  const target = { userId: eve.viewer.userId }
  expect(await inTransaction((tx) => enableAccount(tx, target, 'operator'))).toBe(1)
  expect(await take({ ...flag, account: eve.sub, ago: 20 })).toBe('unchanged')
  expect(await flagOf(eve)).toBeNull()
  await inTransaction((tx) => disableAccount(tx, target, 'operator'))
  expect(await take({ ...flag, account: eve.sub })).toBe('unchanged')
  expect(await signInCode(eve, issuer)).toBe('account_disabled')
})

test('whose account is gone at Google comes in by what else they have, and loses nothing here', {
  tag: '@R118',
}, async ({ connect, take, issuer }) => {
  const ada = await connect()
  const { userId } = ada.viewer
  const { identity } = await link(ada.viewer, newSignIn({ provider: 'twitter', handle: 'ada' }))
  const there = await signIn(newSignIn(identity))
  const everything = () =>
    db().user.findUniqueOrThrow({
      where: { id: userId },
      include: { accounts: { where: { provider: 'twitter' }, include: { grant: true } } },
    })
  const before = await everything()
  expect(await take({ event: 'account-purged', account: ada.sub })).toBe('done')
  expect(await everything()).toEqual(before)
  expect(await session(ada)).toBe('gone')
  expect(await signInCode(ada, issuer)).toBe('account_gone')
  expect(await findSession(there.token)).toMatchObject({ kind: 'live', session: { userId } })
  expect(await signIn(newSignIn(identity))).toMatchObject({ userId })
})

test('events that come in another order than they happened in leave what is true', { tag: '@R117' }, async ({
  connectMany,
  take,
  issuer,
}) => {
  const [ada, grace, eve] = await connectMany(3)
  if (!ada || !grace || !eve) throw new Error('nobody')
  await take({ event: 'account-enabled', account: ada.sub, ago: 10 })
  expect(await take({ event: 'account-disabled', account: ada.sub, ago: 20 })).toBe('unchanged')
  expect(await signInCode(ada, issuer)).toBe('done')

  await take({ event: 'account-disabled', account: grace.sub, ago: 10 })
  expect(await take({ event: 'account-enabled', account: grace.sub, ago: 20 })).toBe('unchanged')
  expect(await signInCode(grace, issuer)).toBe('account_suspended')

  // An operator has opened it since: what was said before is over.
  await take({ event: 'account-disabled', account: eve.sub, ago: 20 })
  await inTransaction((tx) => enableAccount(tx, { userId: eve.viewer.userId }, 'operator'))
  expect(await take({ event: 'account-disabled', account: eve.sub, ago: 15 })).toBe('unchanged')
  expect(await signInCode(eve, issuer)).toBe('done')
})

test('what was begun after an event is not ended by it, however late it comes', { tag: '@R117' }, async ({
  connect,
  take,
  issuer,
}) => {
  const ada = await connect()
  await db().account.update({ where: { id: ada.accountId }, data: { createdAt: new Date(0) } })
  const { refreshToken } = await findGrantRow(ada)
  for (const event of ['sessions-revoked', 'tokens-revoked'] as const) {
    expect(await take({ event, account: ada.sub, ago: 300 })).toBe('unchanged')
    // The time of the event counts, and not when it was said.
    const toe = Math.floor(Date.now() / 1000) - 300
    expect(await take({ event, account: ada.sub, claims: { toe } })).toBe('unchanged')
  }
  expect(await session(ada)).toBe('live')
  expect((await findGrantRow(ada)).refreshToken).toBe(refreshToken)
  await db().account.update({ where: { id: ada.accountId }, data: { createdAt: new Date() } })
  expect(await take({ event: 'account-disabled', account: ada.sub, ago: 300 }), 'of who came back').toBe(
    'unchanged',
  )
  expect(await signInCode(ada, issuer)).toBe('done')
})

test('a refresh that is under way stores nothing any more', async ({ connect, take }) => {
  const ada = await connect()
  const { version } = await findGrantRow(ada)
  await expire(ada)
  expect(await takeLease(ada.accountId, version)).not.toBeNull()
  await take({ event: 'tokens-revoked', account: ada.sub })
  expect(await findGrantRow(ada)).toMatchObject({
    version: version + 1,
    leaseUntil: null,
    refreshToken: null,
  })
})

test('an event is remembered for longer than one that comes late is heeded', { tag: '@R117' }, async ({
  connect,
  take,
  sign,
}) => {
  const ada = await connect()
  await db().account.update({ where: { id: ada.accountId }, data: { createdAt: new Date(0) } })
  const day = 86_400
  expect(await take({ event: 'account-disabled', account: ada.sub, ago: 31 * day })).toBe('late')
  expect(await session(ada)).toBe('live')
  const token = await sign({ event: 'account-credential-change-required', account: ada.sub, ago: 29 * day })
  const event = await readSecurityEvent(token)
  expect(await takeSecurityEvent(event)).toBe('done')
  const aged = (days: number) =>
    db().securityEvent.update({
      where: { id: event.id },
      data: { receivedAt: new Date(Date.now() - days * day * 1000) },
    })
  await aged(59)
  await deleteOldSecurityEvents()
  expect(await takeSecurityEvent(event)).toBe('repeated')
  await aged(61)
  await deleteOldSecurityEvents()
  expect(await db().securityEvent.count({ where: { id: event.id } })).toBe(0)
})

test('what is kept of an event names nobody', async ({ connect, take }) => {
  const ada = await connect()
  await take({ event: 'sessions-revoked', subjectType: 'id_token_claims', account: ada.sub, jti: 'very-own' })
  const text = JSON.stringify(await db().securityEvent.findMany())
  for (const trace of [ada.sub, ada.email, ada.viewer.userId, 'very-own']) expect(text).not.toContain(trace)
})

const KILLED = 2
const EACH = 25

test('every event that is sent a hundred times at once to four processes, two of which are killed, has its effect once', {
  tag: ['@R117', '@R118'],
}, async ({ connectMany, sign, databaseUrl, startReceivers }) => {
  test.slow()
  const kinds = [...Object.values(effects).map(({ order }) => order), { event: 'token-revoked' as const }]
  const people = await connectMany(kinds.length)
  const tokens = await Promise.all(kinds.map((order, i) => sign({ ...order, account: people[i]?.sub ?? '' })))
  const versions = await Promise.all(people.map(async (one) => (await findGrantRow(one)).version))
  const { sql, close } = await openDatabase(databaseUrl)
  const receivers = await startReceivers(4)
  // Nobody gets further than to have stored the event, and nobody has answered.
  await sql('BEGIN')
  await sql('SELECT 1 FROM accounts FOR UPDATE')
  const answers = receivers.map((receiver) =>
    tokens.flatMap((token) => Array.from({ length: EACH }, () => receiver.send(token))),
  )
  await expect
    .poll(async () => {
      // By another connection: within a transaction, PostgreSQL goes on showing what it has shown.
      const [row] = await query<{ count: number }>(
        databaseUrl,
        `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      return row?.count ?? 0
    })
    .toBeGreaterThan(receivers.length)
  for (const { process } of receivers.slice(0, KILLED)) process.kill('SIGKILL')
  await Promise.all(receivers.slice(0, KILLED).map(({ process }) => process.exited))
  await sql('ROLLBACK')
  await close()
  const survivors = receivers.slice(KILLED)
  const statuses = await Promise.all(answers.slice(KILLED).flat())
  // One that had to wait for too long is sent again, as Google does.
  expect(statuses.filter((status) => status !== 202 && status !== 503)).toEqual([])
  const restarted = await startReceivers(1)
  for (const receiver of [...survivors, ...restarted])
    for (const token of tokens) await expect.poll(() => receiver.send(token)).toBe(202)

  for (const [i, ada] of people.entries()) {
    const effect = Object.values(effects)[i]
    expect(await session(ada)).toBe(effect?.session ?? 'live')
    const lines = (await listEvents(ada)).map(({ kind }) => kind)
    expect(lines).toEqual(effect?.lines.map(({ kind }) => kind) ?? ['grant_ended'])
    const { version } = await findGrantRow(ada)
    expect(version - (versions[i] ?? 0)).toBe(effect?.tokens === 'kept' ? 0 : 1)
  }
})
