import { expect } from '@playwright/test'
import { ada, grace } from '#tests/support/google'
import { client, driveScope, signInScope } from '#tests/support/google-visitor'
import { test } from '#tests/support/test'

const calendarScope = 'https://www.googleapis.com/auth/calendar.readonly'
const withDrive = { scope: `${signInScope} ${driveScope}` }

test('a first sign-in shows the chooser, then the confirmation, then goes to the app', async ({
  visitor,
}) => {
  const chooser = await visitor.authorize()
  const { text } = chooser
  expect(text).toContain('<h1>Choose an account</h1>')
  expect(text).toContain(`to continue to <strong>${client.name}</strong>`)
  expect(text).toContain('not Google')

  const confirmation = await visitor.press(chooser, 'account', [['account', ada]])
  expect(confirmation.text).toContain(`<h1>Sign in to ${client.name}</h1>`)

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
    expect(page).toContain(`Sign in to ${client.name}`)
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

test('an unticked scope is not granted, and asking again shows its box again', async ({ visitor }) => {
  const both = { scope: `${signInScope} ${driveScope} ${calendarScope}` }
  const tokens = await visitor.signIn(ada, both, [driveScope])
  expect(tokens.scope).toContain(driveScope)
  expect(tokens.scope).not.toContain(calendarScope)
  const page = (await visitor.authorize(both)).text
  expect(page).toContain(`${client.name} wants access`)
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

test('a scope is known by its long name, and one that does not exist ends on a page', async ({ visitor }) => {
  const long = 'openid https://www.googleapis.com/auth/userinfo.email'
  expect((await visitor.signIn(ada, { scope: long })).scope).toBe(long)
  const { status, text } = await visitor.authorize({ scope: 'openid https://www.googleapis.com/auth/moon' })
  expect(status).toBe(400)
  expect(text).toContain('Error 400: invalid_scope')
})

test('a web view inside an app is refused', async ({ issuer }) => {
  const agent =
    'Mozilla/5.0 (Linux; Android 16; Pixel 10; wv) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36'
  const response = await fetch(`${issuer}/o/oauth2/v2/auth`, { headers: { 'user-agent': agent } })
  expect(response.status).toBe(403)
  expect(await response.text()).toContain('disallowed_useragent')
})
