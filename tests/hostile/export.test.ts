import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { createRawBrowser, destination, FOREIGN, OURS } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

test('an export is started by our own form alone', { tag: ['@R98', '@R99'] }, async ({
  ada,
  stack,
  everything,
}) => {
  const before = await everything()
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    const { status } = await ada.request('/api/export', { method, headers: OURS })
    expect(status, method).toBe(405)
  }
  for (const headers of FOREIGN)
    expect(destination(await ada.post('/api/export', {}, headers)), JSON.stringify(headers)).toBe(
      'cross_site',
    )
  expect(destination(await createRawBrowser(stack).post('/api/export', {}))).toBe('/sign-in')
  expect(await everything()).toBe(before)
})

test('an export, and connecting an account, need a confirmation of the last ten minutes', {
  tag: '@R57',
}, async ({ ada, person, age, everything }) => {
  await age(person)
  const before = await everything()
  expect(destination(await ada.post('/api/export', {}))).toBe('/confirm')
  const link = { intent: 'link', returnTo: '/connections' }
  expect(destination(await ada.post('/connections/start', link))).toBe('/confirm')
  expect(await everything()).toBe(before)
})

test('an export is a file for its owner, which no cache keeps and no secret is in', {
  tag: ['@R104', '@R112'],
}, async ({ ada, person, friend, google }) => {
  const answer = await ada.post('/api/export', {})
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="latchkey-export-\d{4}-\d\d-\d\d\.json"$/,
  )
  expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform')
  const file = JSON.parse(answer.text)
  expect(file.accounts.map(({ email }: { email: string }) => email)).toEqual([person.email, friend.email])
  const secrets = [...(await google.issuedTokens()).map(({ value }) => value), ...ada.jar.values()]
  expect(secrets.filter((value) => answer.text.includes(value))).toEqual([])
})

test('an export whose session is ended meanwhile breaks off, so that nobody takes half of it for all', {
  tag: '@R55',
}, async ({ ada, person, sql, stack }) => {
  await sql(
    `INSERT INTO events (user_id, kind, details)
     SELECT user_id, 'signed_in', jsonb_build_object('account', repeat('x', 500))
       FROM accounts, generate_series(1, 40000) WHERE provider_account_id = $1`,
    [person.sub],
  )
  const cookie = `${stack.sessionCookie}=${ada.jar.get(stack.sessionCookie)}`
  const asked = request(`${stack.appUrl}/api/export`, { method: 'POST', headers: { ...OURS, cookie } })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(200)
  await sql('UPDATE sessions SET ended_at = now()')
  await expect(text(answer)).rejects.toThrow(/aborted/)
})
