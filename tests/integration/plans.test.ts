import { endAccess } from '#lib/account/access-removed'
import { deleteUser } from '#lib/account/delete'
import { deleteData } from '#lib/account/delete-data'
import { startExport } from '#lib/account/export'
import { changeOwnName } from '#lib/account/name'
import { getOverview, reviewBrowsers } from '#lib/account/overview'
import { takeSecurityEvent } from '#lib/account/security-events'
import { listEvents } from '#lib/activity/list'
import { keepAttempt, newAttempt, takeAttempt } from '#lib/auth/attempt'
import { confirmIntent, linkIntent } from '#lib/auth/intents'
import { countRequest } from '#lib/auth/rate-limit'
import { writeCallback } from '#lib/auth/write'
import { disconnect } from '#lib/connections/disconnect'
import { turnFeatureOff } from '#lib/connections/features'
import { listChoices, listConnections } from '#lib/connections/list'
import { closeDatabase, db, pool } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import { keepGrantsAlive } from '#lib/grants/keep-alive'
import { takeLease, watchLease } from '#lib/grants/lease'
import { endOneSession, endOtherSessions, endSession } from '#lib/sessions/end'
import { findSession } from '#lib/sessions/find'
import { listSessions } from '#lib/sessions/list'
import { leaveNotice, removeNotice } from '#lib/sessions/notice'
import { noteActivity, noteBrowser } from '#lib/sessions/touch'
import { countDatabase } from '#lib/worker/counts'
import { cleanUp } from '#lib/worker/handlers'
import { openDatabase } from '#tests/support/database'
import { driveScope } from '#tests/support/google-visitor'
import { client, link, newSignIn, newViewer, signIn } from '#tests/support/lib'
import { test as base, expect } from '#tests/support/test'
import { fillDatabase, tokensOf } from '../../bench/scale.ts'

const PEOPLE = 10_000

/** Tables that are as large as many people, or many browsers, make them. */
const LARGE = [
  'users',
  'accounts',
  'grants',
  'sessions',
  'events',
  'sign_in_attempts',
  'rate_limits',
  'revocations',
  'deletion_requests',
  'security_events',
]

/** The most rows that one statement may bring into an order: a page of what is walked through. */
const MOST_SORTED = 5_000

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Plan Rows': number
  Plans?: Node[]
}
type Plan = { 'Query Text': string; Plan: Node }

/** So many that a page of what is walked through is a small part of them. */
const OTHERS_EACH = 5 * PEOPLE

/** What people and time leave beside what `fillDatabase` makes. */
const OTHERS = [
  `INSERT INTO sign_in_attempts (id, browser_hash, intent, return_to, expires_at)
   SELECT md5('attempt ' || i), md5('browser ' || i),
          CASE WHEN i % 10 = 0
               THEN jsonb_build_object('kind', 'confirm', 'userId', gen_random_uuid(), 'accountId', gen_random_uuid())
               ELSE '{"kind": "sign-in"}' END, '/', now() + make_interval(secs => i % 600)
     FROM generate_series(1, ${OTHERS_EACH}) AS i`,
  `INSERT INTO rate_limits (key, points, expire)
   SELECT 'authorization:address:start:' || i, 1, (extract(epoch FROM now()) + 60) * 1000
     FROM generate_series(1, ${OTHERS_EACH}) AS i`,
  `INSERT INTO revocations (token, token_key, identity) SELECT 'x', 'x', md5('identity ' || i)
     FROM generate_series(1, ${OTHERS_EACH}) AS i`,
  `INSERT INTO security_events (id, provider, kind) SELECT md5('event ' || i), 'google', 'sessions-revoked'
     FROM generate_series(1, ${OTHERS_EACH}) AS i`,
  `INSERT INTO deletion_requests (code_hash, provider) SELECT md5('code ' || i), 'facebook'
     FROM generate_series(1, ${OTHERS_EACH}) AS i`,
]

/** PostgreSQL tells each connection of `lib` by which plan it has done what it was asked. */
const test = base.extend<object, { plans: { take: () => Plan[] } }>({
  plans: [
    async ({ databaseUrl, issuer }, use) => {
      await fillDatabase(databaseUrl, PEOPLE, issuer)
      const { sql, close } = await openDatabase(databaseUrl)
      for (const text of OTHERS) await sql(text)
      await sql('VACUUM ANALYZE')
      const name = new URL(databaseUrl).pathname.slice(1)
      const settings = { log_min_duration: 0, log_level: 'notice', log_format: 'json' }
      await sql(`ALTER DATABASE ${name} SET session_preload_libraries = 'auto_explain'`)
      for (const [setting, value] of Object.entries(settings))
        await sql(`ALTER DATABASE ${name} SET auto_explain.${setting} = '${value}'`)
      await close()
      await closeDatabase()
      let seen: Plan[] = []
      pool().on('connect', (connection) =>
        connection.on('notice', ({ message = '' }) => {
          const [, plan] = /^duration: .*? plan:\n(.*)$/s.exec(message) ?? []
          if (plan) seen.push(JSON.parse(plan) as Plan)
        }),
      )
      await use({
        take: () => {
          const taken = seen
          seen = []
          return taken
        },
      })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

const signInScopes = ['openid', 'email', 'profile']

/** Somebody with two accounts, who lets us see their Drive. */
async function newPerson() {
  const signedIn = await newViewer(newSignIn({}, { scopes: [...signInScopes, driveScope] }))
  return { ...signedIn, other: await link(signedIn.viewer) }
}
type Ada = Awaited<ReturnType<typeof newPerson>>

async function readAll(pieces: AsyncIterable<string>) {
  for await (const _piece of pieces);
}

const address = { ipAddress: '192.0.2.77' }

/** Whatever is done for people, and by the clock. */
const paths: Record<string, (ada: Ada) => Promise<unknown>> = {
  'finding a session': () => findSession(tokensOf(PEOPLE)[7] ?? ''),
  'finding many sessions at once': () => Promise.all(tokensOf(PEOPLE).slice(0, 100).map(findSession)),
  'noting that a session is used': ({ sessionId }) => noteActivity(sessionId, null),
  'noting another browser': ({ sessionId }) =>
    noteBrowser({ sessionId, before: client.userAgent, client: { ...client, userAgent: 'other/2' } }),
  'the overview': ({ viewer }) => Promise.all([getOverview(viewer), listConnections(viewer)]),
  'answering for new browsers': async ({ viewer }) =>
    reviewBrowsers(viewer, (await getOverview(viewer)).latest[0]?.id ?? ''),
  'choosing a name': ({ viewer }) => changeOwnName(viewer, 'Countess', client),
  'the list of sessions': ({ viewer }) => listSessions(viewer),
  'the first page of the history': ({ viewer }) => listEvents(viewer, { group: null, before: null }),
  'a later page of the history': ({ viewer }) =>
    listEvents(viewer, { group: 'sign-ins', before: { at: new Date(), id: crypto.randomUUID() } }),
  'the accounts to choose from': ({ viewer }) => listChoices(viewer, 'google'),
  'a notice': async ({ sessionId }) => {
    await leaveNotice(sessionId, { kind: 'confirmed' })
    await removeNotice(sessionId, { kind: 'confirmed' })
  },
  'counting a request': () => countRequest('start', address),
  'an attempt': async () => {
    const attempt = newAttempt()
    await keepAttempt(attempt, { intent: { kind: 'sign-in', provider: 'google' }, returnTo: '/' })
    await takeAttempt(attempt.state, attempt.secret, address)
  },
  'a first sign-in': () => signIn(),
  'signing in again': ({ identity }) => signIn(newSignIn(identity)),
  'connecting an account': ({ viewer }) =>
    writeCallback({ ...newSignIn(), intent: linkIntent(viewer, 'google') }),
  confirming: async ({ viewer, identity }) =>
    writeCallback({ ...newSignIn(identity), intent: await confirmIntent(viewer) }),
  'turning a feature off': ({ viewer }) =>
    turnFeatureOff(viewer, { accountId: viewer.accountId, feature: 'drive' }, client),
  'an access token': ({ viewer }) => getAccessToken(viewer, { scopes: [driveScope] }),
  'a lease': async ({ viewer }) => {
    await takeLease(viewer.accountId, 1)
    await watchLease(viewer.accountId)
  },
  'ending another session': async ({ viewer, identity }) =>
    endOneSession(viewer, (await signIn(newSignIn(identity))).sessionId, client),
  'ending all other sessions': async ({ viewer, identity }) => {
    await signIn(newSignIn(identity))
    await endOtherSessions(viewer, client)
  },
  'signing out': ({ viewer }) => endSession(viewer, client),
  'the export': async ({ viewer }) => readAll(await startExport(viewer, client)),
  'disconnecting an account': ({ viewer, other }) => disconnect(viewer, other.accountId, client),
  'deleting an account': ({ viewer }) => deleteUser(viewer, client),
  'a report of a provider that ends access': ({ identity }) =>
    endAccess({ ...identity, issuedAt: new Date() }),
  'a report of a provider that deletes': ({ identity }) => deleteData({ ...identity, issuedAt: new Date() }),
  'security events of a provider': async ({ identity }) => {
    const usual = { provider: 'google', issuedAt: new Date() } as const
    const report = { ...identity, issuedAt: new Date() }
    const id = crypto.randomUUID()
    await takeSecurityEvent({ ...usual, id: `${id}-1`, kind: 'tokens-revoked', report })
    await takeSecurityEvent({ ...usual, id: `${id}-2`, kind: 'account-disabled', report, because: null })
    await takeSecurityEvent({ ...usual, id: `${id}-3`, kind: 'account-credential-change-required', report })
    for (const by of ['digest', 'prefix'] as const)
      await takeSecurityEvent({
        ...usual,
        id: `${id}-${by}`,
        kind: 'token-revoked',
        token: { by, value: id },
      })
  },
  'cleaning up': cleanUp,
  'keeping grants alive': keepGrantsAlive,
}

for (const [title, run] of Object.entries(paths)) {
  test(`${title} reads by an index, however many people there are`, async ({ plans }) => {
    const ada = await newPerson()
    plans.take()
    await run(ada)
    const found = plans.take()
    expect(found.length).toBeGreaterThan(0)
    expect(found.flatMap(findFaults)).toEqual([])
  })
}

test('the count of live sessions, once a minute, is all that reads a whole table', async ({ plans }) => {
  await countDatabase()
  expect(plans.take().flatMap(findFaults)).toMatchObject([{ fault: 'reads all of sessions' }])
})

test('the search for such plans finds one', async ({ plans }) => {
  await db().$queryRaw`SELECT 1 FROM events WHERE ip_address = '192.0.2.78' ORDER BY user_agent`
  await db().$queryRaw`SELECT details FROM events WHERE ip_address <> '192.0.2.78' ORDER BY user_agent`
  const faults = plans.take().flatMap(findFaults)
  expect(faults.map(({ fault }) => fault).sort()).toEqual([
    'reads all of events',
    'reads all of events',
    expect.stringMatching(/^sorts \d{6} rows$/),
  ])
})

function findFaults({ 'Query Text': statement, Plan }: Plan) {
  return nodesOf(Plan).flatMap(({ 'Node Type': type, 'Relation Name': table = '', 'Plan Rows': rows }) => {
    const fault =
      type === 'Seq Scan' && LARGE.includes(table)
        ? `reads all of ${table}`
        : type.includes('Sort') && rows > MOST_SORTED
          ? `sorts ${rows} rows`
          : null
    return fault === null ? [] : [{ fault, statement }]
  })
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
