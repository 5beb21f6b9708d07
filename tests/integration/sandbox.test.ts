import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { startSandbox } from '#scripts/sandbox/server'
import { controlGoogle } from '#tests/support/google'
import { client, createVisitor, driveScope, signInScope } from '#tests/support/google-visitor'

type Visitor = ReturnType<typeof createVisitor>
type Fixtures = { issuer: string; google: ReturnType<typeof controlGoogle>; visitor: Visitor }
type WorkerFixtures = { sandbox: string }

const ada = '104857600000000000001'
const grace = '104857600000000000002'
const calendarScope = 'https://www.googleapis.com/auth/calendar.readonly'
const withDrive = { scope: `${signInScope} ${driveScope}` }
const dead = { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }

const test = base.extend<Fixtures, WorkerFixtures>({
  sandbox: [
    async ({}, use) => {
      const sandbox = await startSandbox({ port: 0, clients: [client] })
      await use(sandbox.issuer)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
  issuer: async ({ sandbox }, use) => {
    await controlGoogle(sandbox).reset()
    await use(sandbox)
  },
  google: async ({ issuer }, use) => use(controlGoogle(issuer)),
  visitor: async ({ issuer }, use) => use(createVisitor(issuer)),
})

test('a first sign-in shows the chooser, then the confirmation, then goes to the app', async ({
  visitor,
}) => {
  const chooser = await visitor.authorize()
  const { text } = chooser
  expect(text).toContain('<h1>Choose an account</h1>')
  expect(text).toContain('to continue to <strong>Latchkey</strong>')
  expect(text).toContain('not Google')

  const confirmation = await visitor.press(chooser, 'account', [['account', ada]])
  expect(confirmation.text).toContain('<h1>Sign in to Latchkey</h1>')

  const { answer } = await visitor.press(confirmation, 'consent', [['account', ada]])
  expect(answer?.get('state')).toBe('the-state')
  const tokens = await visitor.exchange(answer?.get('code') ?? '')
  expect(tokens).toMatchObject({ expires_in: 3599, refresh_token: expect.stringMatching(/^1\/\//) })
  expect(tokens.scope.split(' ')).toContain('https://www.googleapis.com/auth/userinfo.email')
})

test('a browser with one account and a grant goes straight through, without a refresh token', async ({
  visitor,
}) => {
  await visitor.signIn(ada)
  const { answer } = await visitor.authorize()
  const tokens = await visitor.exchange(answer?.get('code') ?? '')
  expect(tokens.access_token).toMatch(/^ya29\./)
  expect(tokens).not.toHaveProperty('refresh_token')
})

test('a browser with two accounts, or asked to, shows the chooser again', async ({ visitor }) => {
  await visitor.signIn(ada)
  const asked = await visitor.authorize({ prompt: 'select_account' })
  expect(asked.text).toContain('Choose an account')
  const second = await visitor.signIn(grace, { prompt: 'select_account' })
  expect(second.access_token).toBeTruthy()
  expect((await visitor.authorize()).text).toContain('Choose an account')
})

test('a login hint skips the chooser, by e-mail or by sub', async ({ visitor }) => {
  for (const login_hint of ['grace@analytical.example', grace]) {
    const page = (await visitor.authorize({ login_hint })).text
    expect(page).toContain('Sign in to Latchkey')
    expect(page).toContain('grace@analytical.example')
  }
})

test('Cancel on either screen sends the browser back with access_denied', async ({ visitor }) => {
  for (const parameters of [{}, { login_hint: ada }] as Record<string, string>[]) {
    const page = await visitor.authorize(parameters)
    const { answer } = await visitor.press(page, 'cancel')
    expect(answer?.get('error')).toBe('access_denied')
    expect(answer?.get('state')).toBe('the-state')
  }
})

test('prompt=none never shows a screen and says why it would have had to', async ({ visitor }) => {
  const answer = async (parameters = {}) =>
    (await visitor.authorize({ prompt: 'none', ...parameters })).answer
  expect((await answer())?.get('error')).toBe('login_required')
  await visitor.signIn(ada)
  expect((await answer())?.get('code')).toBeTruthy()
  expect((await answer(withDrive))?.get('error')).toBe('consent_required')
  expect((await answer({ login_hint: grace }))?.get('error')).toBe('login_required')
  await visitor.signIn(grace, { prompt: 'select_account' })
  expect((await answer())?.get('error')).toBe('interaction_required')
  expect((await answer({ login_hint: ada }))?.get('code')).toBeTruthy()
})

test('a refresh token comes only with offline access, and again with prompt=consent', async ({ visitor }) => {
  expect(await visitor.signIn(ada, { access_type: 'online' })).not.toHaveProperty('refresh_token')
  expect(await visitor.signIn(ada)).not.toHaveProperty('refresh_token')
  expect(await visitor.signIn(ada, { prompt: 'consent' })).toHaveProperty('refresh_token')
})

test('an unticked scope is not granted, and asking again shows its box again', async ({ visitor }) => {
  const both = { scope: `${signInScope} ${driveScope} ${calendarScope}` }
  const tokens = await visitor.signIn(ada, both, [driveScope])
  expect(tokens.scope).toContain(driveScope)
  expect(tokens.scope).not.toContain(calendarScope)
  const page = (await visitor.authorize(both)).text
  expect(page).toContain('Latchkey wants access')
  expect(page.match(/type="checkbox"/g)).toHaveLength(1)
  expect(page).not.toMatch(/checked/)
})

test('scopes granted before are included when the app asks for that', async ({ visitor }) => {
  await visitor.signIn(ada)
  const alone = await visitor.signIn(ada, { scope: driveScope }, [driveScope])
  expect(alone.scope).toBe(driveScope)
  const merged = await visitor.signIn(ada, { scope: driveScope, include_granted_scopes: 'true' })
  expect(merged.scope.split(' ')).toHaveLength(4)
})

test('another account’s grants are never offered as granted', async ({ visitor }) => {
  await visitor.signIn(ada, withDrive, [driveScope])
  const tokens = await visitor.signIn(grace, { prompt: 'select_account', include_granted_scopes: 'true' })
  expect(tokens.scope).not.toContain(driveScope)
})

test('the oldest refresh token beyond the limit is dropped silently', async ({ visitor, google }) => {
  await google.settings({ refreshTokenLimit: 2 })
  const first = await visitor.signIn(ada)
  const second = await visitor.signIn(ada, { prompt: 'consent' })
  await visitor.signIn(ada, { prompt: 'consent' })
  expect(await visitor.refresh(first.refresh_token)).toEqual(dead)
  expect(await visitor.refresh(second.refresh_token)).toHaveProperty('access_token')
})

test('revoking any token ends the whole grant, and only once', async ({ visitor, google }) => {
  const first = await visitor.signIn(ada, withDrive, [driveScope])
  const second = await visitor.signIn(ada, { prompt: 'consent' })
  expect((await visitor.revoke(second.access_token)).status).toBe(200)
  expect(await visitor.refresh(first.refresh_token)).toEqual(dead)
  expect((await visitor.files(first.access_token)).status).toBe(401)
  expect(await google.grants()).toEqual([])
  const again = await visitor.revoke(second.access_token)
  expect(again.status).toBe(400)
  expect(await again.json()).toMatchObject({ error: 'invalid_token' })
})

test('access removed at Google ends its tokens; a removed scope narrows the next refresh', async ({
  visitor,
  google,
}) => {
  const tokens = await visitor.signIn(ada, withDrive, [driveScope])
  await google.removeScope(ada, driveScope)
  expect((await visitor.refresh(tokens.refresh_token)).scope).not.toContain(driveScope)
  await google.removeGrant('ada@gmail.example')
  expect(await visitor.refresh(tokens.refresh_token)).toEqual(dead)
})

test('a redirect address that is not registered gets Google’s page, not a redirect', async ({ visitor }) => {
  for (const redirect_uri of [
    `${client.redirectUris[0]}/`,
    'http://localhost:3001/api/auth/callback/google',
  ]) {
    const { answer, status, text } = await visitor.authorize({ redirect_uri })
    expect(answer).toBeUndefined()
    expect(status).toBe(400)
    expect(text).toContain('Error 400: redirect_uri_mismatch')
  }
})

test('a web view inside an app is refused', async ({ issuer }) => {
  const agent =
    'Mozilla/5.0 (Linux; Android 16; Pixel 10; wv) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36'
  const response = await fetch(`${issuer}/o/oauth2/v2/auth`, { headers: { 'user-agent': agent } })
  expect(response.status).toBe(403)
  expect(await response.text()).toContain('disallowed_useragent')
})

test('access tokens end after their hour, and Testing mode ends refresh tokens after seven days', async ({
  visitor,
  google,
}) => {
  const plain = await visitor.signIn(ada)
  await google.settings({ testing: true })
  const limited = await visitor.signIn(ada, withDrive, [driveScope])
  expect(limited.refresh_token_expires_in).toBe(7 * 86_400)
  await google.setClock(3600)
  expect((await visitor.files(limited.access_token)).status).toBe(401)
  expect(await visitor.refresh(limited.refresh_token)).toHaveProperty('access_token')
  await google.setClock(7 * 86_400 + 1)
  expect(await visitor.refresh(limited.refresh_token)).toEqual(dead)
  expect(await visitor.refresh(plain.refresh_token)).toHaveProperty('access_token')
})

test('rotation replaces the refresh token, and using an old one ends the grant', async ({
  visitor,
  google,
}) => {
  await google.settings({ rotation: true })
  const first = await visitor.signIn(ada)
  const second = await visitor.refresh(first.refresh_token)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(await visitor.refresh(first.refresh_token)).toEqual(dead)
  expect(await visitor.refresh(second.refresh_token)).toEqual(dead)
  expect(await google.grants()).toEqual([])
})

test('a restart on another port keeps keys, accounts and grants in a private file', async () => {
  const dataFile = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'google.json')
  const first = await startSandbox({ port: 0, dataFile, clients: [client] })
  await controlGoogle(first.issuer).addPerson({ sub: '7', email: 'seven@test.example', name: 'Seven' })
  const { refresh_token } = await createVisitor(first.issuer).signIn('7')
  const keys = await (await fetch(`${first.issuer}/oauth2/v3/certs`)).text()
  await first.close()
  expect((await stat(dataFile)).mode & 0o777).toBe(0o600)

  const second = await startSandbox({ port: 0, dataFile, clients: [client] })
  expect(await createVisitor(second.issuer).refresh(refresh_token)).toHaveProperty('id_token')
  expect(await (await fetch(`${second.issuer}/oauth2/v3/certs`)).text()).toBe(keys)
  await second.close()
})
