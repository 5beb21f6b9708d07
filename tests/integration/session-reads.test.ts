import { db, pool } from '#lib/db/client'
import { newToken } from '#lib/sessions/cookie'
import { findSession } from '#lib/sessions/find'
import { openDatabase } from '#tests/support/database'
import { signIn } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

type SignedIn = Awaited<ReturnType<typeof signIn>>

/** What may have become of a session, and what is found then. */
const fates: [
  title: string,
  become: (signedIn: SignedIn) => Promise<unknown>,
  found: (signedIn: SignedIn) => unknown,
][] = [
  [
    'live',
    async () => undefined,
    ({ userId, sessionId, identity }) => ({
      kind: 'live',
      session: { userId, sessionId, email: identity.email, account: { label: identity.email } },
    }),
  ],
  ['ended', ({ sessionId }) => change(sessionId, { endedAt: new Date() }), () => ({ kind: 'ended' })],
  ['expired', ({ sessionId }) => change(sessionId, { expiresAt: new Date() }), () => ({ kind: 'absolute' })],
  ['idle', ({ sessionId }) => change(sessionId, { lastActiveAt: new Date(0) }), () => ({ kind: 'idle' })],
  ['gone', ({ sessionId }) => db().session.delete({ where: { id: sessionId } }), () => null],
]

test('many who ask at once find each their own session, whatever became of it, by one statement', {
  tag: ['@R46', '@R55'],
}, async () => {
  const people = await Promise.all(
    Array.from({ length: 40 }, async (_, at) => {
      const [title, become, found] = fates[at % fates.length] ?? fates[0]!
      const signedIn = await signIn()
      await become(signedIn)
      return { title, token: signedIn.token, found: found(signedIn) }
    }),
  )
  const forged = Array.from({ length: 40 }, () => ({ title: 'forged', token: newToken(), found: null }))
  const asked = [...people, ...forged, ...people, ...people, ...people]
  const { result, statements } = await counting(() =>
    Promise.all(asked.map(async ({ title, token }) => ({ title, answer: await findSession(token) }))),
  )
  for (const [at, { title, found }] of asked.entries())
    if (found === null) expect(result[at]).toEqual({ title, answer: null })
    else expect(result[at]).toMatchObject({ title, answer: found })
  expect(statements).toBe(1)
})

test('a session that has ended is found to be over by whoever asks next, however many others are read meanwhile', {
  tag: '@R55',
}, async () => {
  const people = await Promise.all(Array.from({ length: 30 }, () => signIn()))
  await Promise.all(
    people.map(async ({ token, sessionId }) => {
      for (let time = 0; time < 5; time += 1) expect(await findSession(token)).toMatchObject({ kind: 'live' })
      await change(sessionId, { endedAt: new Date() })
      expect(await findSession(token)).toEqual({ kind: 'ended' })
    }),
  )
})

test('when the database ends the connection of a statement, that is an outage for each whom it was sent for, and nobody is signed out', {
  tag: '@R60',
}, async ({ databaseUrl }) => {
  const people = await Promise.all(Array.from({ length: 10 }, () => signIn()))
  const locker = await openDatabase(databaseUrl)
  await locker.sql('BEGIN')
  await locker.sql('LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE')
  const answers = Promise.allSettled(people.map(({ token }) => findSession(token)))
  const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
  const watcher = await openDatabase(databaseUrl)
  await expect.poll(() => watcher.sql(waiting)).toHaveLength(1)
  await watcher.sql(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS waiting`)
  for (const answer of await answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
  await locker.sql('COMMIT')
  for (const answer of await Promise.all(people.map(({ token }) => findSession(token))))
    expect(answer).toMatchObject({ kind: 'live' })
  await Promise.all([locker.close(), watcher.close()])
})

function change(id: string, data: { endedAt?: Date; expiresAt?: Date; lastActiveAt?: Date }) {
  return db().session.update({ where: { id }, data })
}

/** How many statements are sent meanwhile: each takes a connection of the pool. */
async function counting<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  let statements = 0
  const count = () => {
    statements += 1
  }
  pool().on('acquire', count)
  const result = await work()
  pool().off('acquire', count)
  return { result, statements }
}
