import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { startStatementReader } from '#tests/support/proxies'
import { createRawBrowser } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

const START = ['INSERT rate_limits', 'INSERT sign_in_attempts']
const TAKE = ['SELECT sign_in_attempts', 'INSERT rate_limits', 'UPDATE sign_in_attempts', 'BEGIN']
const FINISH = ['DELETE revocations', 'SELECT events', 'INSERT sessions', 'INSERT events', 'COMMIT']
const GRANT = ['SELECT grants', 'INSERT grants']

/** What a sign-in with Google asked the database for when there was no other provider, statement by statement. */
const google = {
  first: [
    ...TAKE,
    'SELECT accounts',
    // The lock that makes others with the same address wait.
    'SELECT',
    'SELECT accounts',
    'SELECT users',
    'INSERT users',
    'INSERT accounts',
    ...GRANT,
    ...FINISH,
  ],
  again: [
    ...TAKE,
    'SELECT accounts',
    'UPDATE accounts',
    'SELECT accounts',
    'UPDATE users',
    ...GRANT,
    ...FINISH,
  ],
}

/** One request for tokens; X has to be asked who it is besides. */
const requests: Record<ProviderId, Record<string, number>> = {
  google: { token: 1 },
  facebook: { 'facebook-token': 1 },
  twitter: { 'x-token': 1, 'x-me': 1 },
}

/** What a statement does to which table: its columns may change, and cost nothing. */
function shapeOf(statement: string): string {
  const text = statement
    .replaceAll('"', '')
    .replace(/\bpublic\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const [verb = ''] = /^\w+/.exec(text) ?? []
  const [, table] = /\b(?:FROM|INTO|UPDATE)(?: ONLY)? ([a-z_]\w*)/.exec(text) ?? []
  return [verb.toUpperCase(), table].filter(Boolean).join(' ')
}

test('a sign-in costs what it cost with Google alone: the same statements, and one request for tokens', async ({
  stack,
  google: control,
  person,
  friend,
}) => {
  const address = new URL(stack.databaseUrl)
  const reader = await startStatementReader({ host: address.hostname, port: Number(address.port) })
  address.port = String(reader.port)
  const { url: appUrl, process } = await stack.startSecondApp({ DATABASE_URL: address.href })
  // The job queue asks by the clock, and a connection is set up once.
  const take = () =>
    reader
      .take()
      .filter((text) => !/pgboss|^(SET|LISTEN) /i.test(text))
      .map(shapeOf)

  for (const id of providerIds) {
    const name = providerNames[id]
    // What is asked once for a process has been asked then.
    await createRawBrowser({ appUrl }).signIn(friend, id)
    for (const time of ['first', 'again'] as const) {
      const ada = createRawBrowser({ appUrl })
      await control.resetCounts()
      take()
      const fields = { provider: id, returnTo: '/dashboard' }
      const back = await ada.travel('/sign-in/start', fields, person)
      expect(take(), name).toEqual(START)
      await ada.get(back)
      const callback = take()
      if (id === 'google') expect(callback, time).toEqual(google[time])
      else expect(callback.length, `${name}, ${time}`).toBeLessThanOrEqual(google[time].length)
      const counts = Object.entries(await control.counts())
      const asked = counts.filter(([endpoint, count]) => count > 0 && !/authorize$|dialog$/.test(endpoint))
      expect(Object.fromEntries(asked), name).toEqual(requests[id])
    }
  }
  await process.stop()
  await reader.stop()
})
