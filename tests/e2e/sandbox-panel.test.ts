import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { createTransport } from 'nodemailer'
import { panelPages } from '#scripts/sandbox/panel/answer'
import type { PanelPage } from '#scripts/sandbox/panel/page'
import { scenes } from '#scripts/sandbox/panel/scenes'
import { type Sandbox, startSandbox } from '#scripts/sandbox/server'
import { expectAccessible } from '#tests/support/accessibility'
import { facebookClient, xClient } from '#tests/support/clients'
import { commandsTo } from '#tests/support/control'
import { adaAtFacebook } from '#tests/support/facebook'
import { createFacebookVisitor } from '#tests/support/facebook-visitor'
import { ada } from '#tests/support/google'
import { client, createVisitor, driveScope, signInScope } from '#tests/support/google-visitor'
import { send } from '#tests/support/http'
import { test as base, expect } from '#tests/support/test'
import { createXVisitor, xPostsScope } from '#tests/support/x'

type Desk = {
  sandbox: Sandbox
  /** Of the app. */
  origin: string
  /** The control API, by method and command. */
  control: ReturnType<typeof commandsTo>
  /** What Facebook has reported to the app, by path. */
  reports: string[]
  /** Ada signs in with all three, and allows what there is to allow. */
  enterEverywhere: () => Promise<{ google: string }>
  sendMail: (html: string) => Promise<void>
  open: (path?: string, options?: BrowserContextOptions) => Promise<Page>
}

/** A sandbox of its own for each test, and an app that only listens. */
const test = base.extend<{ desk: Desk }>({
  desk: async ({ browser }, use) => {
    const reports: string[] = []
    const app = createServer((request, response) => {
      reports.push(request.url ?? '')
      response.end('told')
    })
    await once(app.listen(0, '127.0.0.1'), 'listening')
    const origin = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
    const callbacks = { deauthorize: `${origin}/deauthorize`, deleteData: `${origin}/delete` }
    const own = { ...client, redirectUris: [`${origin}/api/auth/callback/google`, ...client.redirectUris] }
    const clients = [own, { ...facebookClient, callbacks }, xClient]
    const sandbox = await startSandbox({ port: 0, mailPort: 0, clients })
    const opened: Page[] = []
    await use({
      sandbox,
      origin,
      control: commandsTo(sandbox.issuer),
      reports,
      enterEverywhere: () => enterEverywhere(sandbox.issuer),
      sendMail: (html) => sendMail(sandbox, html),
      open: async (path = '', options = {}) => {
        const page = await openPanel(browser, sandbox.issuer + path, options)
        opened.push(page)
        return page
      },
    })
    for (const page of opened) await page.context().close()
    await sandbox.close()
    app.close()
  },
})

async function openPanel(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.on('pageerror', (error) => expect(error).toBeUndefined())
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(`in the console: ${message.text()}`)
  })
  await page.goto(address)
  return page
}

async function enterEverywhere(issuer: string): Promise<{ google: string }> {
  const scope = `${signInScope} ${driveScope}`
  const google = await createVisitor(issuer).signIn(ada, { scope }, [driveScope])
  await createFacebookVisitor(issuer).signIn(adaAtFacebook)
  await createXVisitor(issuer).signIn(ada, { scope: xPostsScope })
  return { google: google.access_token }
}

async function sendMail({ smtpUrl }: Sandbox, html: string): Promise<void> {
  const letter = {
    from: 'site@sandbox.example',
    to: 'ada@gmail.example',
    subject: 'A new browser',
    text: 'Was it you?',
  }
  await createTransport(smtpUrl ?? '').sendMail({ ...letter, html })
}

type Row = {
  at: string
  before?: (desk: Desk) => Promise<unknown>
  act: (page: Page) => Promise<unknown>
  see: (desk: Desk, page: Page) => Promise<unknown>
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const status = (page: Page) => page.getByRole('status')
const adaPage = `/panel/people/${ada}`
const personOf = async ({ control }: Desk, sub = ada) =>
  (await control<{ sub: string; email: string }[]>('GET', 'people')).find((person) => person.sub === sub)
const grantsOf = async ({ control }: Desk) =>
  (await control<{ provider: string; scopes: string[] }[]>('GET', 'grants')).map(({ provider }) => provider)
const keysAt = async ({ sandbox }: Desk, path: string) =>
  ((await (await fetch(sandbox.issuer + path)).json()) as { keys: unknown[] }).keys.length

/** Each form of the panel, by page and action: what somebody does, and what the control API says then. */
const FORMS: Record<string, Row> = {
  'start/reset': {
    at: '/panel',
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: (page) => press(page, 'Make the sandbox as new'),
    see: async (desk) => expect(await grantsOf(desk)).toEqual([]),
  },
  'people/add': {
    at: '/panel/people',
    act: async (page) => {
      await page.getByLabel('Name').fill('New One')
      await page.getByLabel('Email address').fill('new@new.example')
      await page.getByLabel('Workspace domain').fill('new.example')
      await page.getByLabel('Handle at X').fill('@new_one')
      await page.getByLabel('Google has verified').uncheck()
      await page.getByLabel('Has an account at Facebook').check()
      await press(page, 'Add')
    },
    see: async ({ control }) =>
      expect(await control('GET', 'people')).toContainEqual(
        expect.objectContaining({
          name: 'New One',
          email: 'new@new.example',
          email_verified: false,
          hd: 'new.example',
          facebook: expect.objectContaining({ email: 'new@new.example' }),
          x: expect.objectContaining({ username: 'new_one' }),
        }),
      ),
  },
  'people/google': {
    at: adaPage,
    act: async (page) => {
      await page.getByLabel('Name').fill('')
      await page.getByLabel('Email address', { exact: true }).fill('ada@king.example')
      await page.getByLabel('The address is verified').uncheck()
      await page.getByLabel('Has a picture').uncheck()
      await page.getByLabel('Files in Drive').fill('3')
      await press(page, 'Keep what Google knows')
    },
    see: async (desk) =>
      expect(await personOf(desk)).toMatchObject({
        name: '',
        email: 'ada@king.example',
        email_verified: false,
        picture: null,
        files: 3,
        facebook: { id: adaAtFacebook },
      }),
  },
  'people/facebook': {
    at: adaPage,
    act: async (page) => {
      await page.getByLabel('Has an account', { exact: true }).uncheck()
      await press(page, 'Keep what Facebook knows')
    },
    see: async (desk) =>
      expect(await personOf(desk)).toMatchObject({ facebook: null, x: { username: 'ada_lovelace' } }),
  },
  'people/x': {
    at: adaPage,
    act: async (page) => {
      await page.getByLabel('Suspended').check()
      await page.getByLabel('Posts', { exact: true }).fill('0')
      await page.getByLabel('Handle').fill('countess')
      await press(page, 'Keep what X knows')
    },
    see: async (desk) =>
      expect(await personOf(desk)).toMatchObject({ x: { username: 'countess', suspended: true, posts: 0 } }),
  },
  'people/delete': {
    at: adaPage,
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: (page) => press(page, 'Delete these accounts'),
    see: async (desk) => expect([await personOf(desk), await grantsOf(desk)]).toEqual([undefined, []]),
  },
  'access/end': {
    at: '/panel/access',
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: (page) => press(page, 'End access of Ada Lovelace at X'),
    see: async (desk) => expect(await grantsOf(desk)).toEqual(['google', 'facebook']),
  },
  'access/scope': {
    at: '/panel/access',
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: (page) => press(page, 'Remove this permission'),
    see: async ({ control }) =>
      expect((await control<{ scopes: string[] }[]>('GET', 'grants'))[0]?.scopes).toEqual([
        'openid',
        'email',
        'profile',
      ]),
  },
  'access/expire': {
    at: '/panel/access',
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: async (page) => {
      for (const rest of [2, 1, 0]) {
        await page
          .getByRole('button', { name: /^Let the access token expire/ })
          .first()
          .click()
        await expect(page.getByRole('button', { name: /^Let the access token expire/ })).toHaveCount(rest)
      }
    },
    see: async (desk, page) => {
      expect(await grantsOf(desk)).toEqual(['google', 'facebook', 'twitter'])
      await expect(page.getByText('0 access tokens and 1 refresh token')).toHaveCount(2)
    },
  },
  'access/deauthorize': {
    at: '/panel/access',
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: (page) => press(page, /^Remove the app, and tell it/),
    see: async (desk, page) => {
      expect([await grantsOf(desk), desk.reports]).toEqual([['google', 'twitter'], ['/deauthorize']])
      await expect(status(page)).toContainText('It answered 200: "told".')
    },
  },
  'access/delete-data': {
    at: '/panel/access',
    before: ({ enterEverywhere }) => enterEverywhere(),
    act: (page) => press(page, /^Ask it to delete their data/),
    see: async ({ reports }) => expect(reports).toEqual(['/delete']),
  },
  'events/send': {
    at: '/panel/events',
    act: (page) => press(page, /^Disable: hijacked of Ada Lovelace/),
    see: async ({ reports }, page) => {
      await expect(status(page)).toContainText('account-disabled was sent. The app answered 200')
      expect(reports).toEqual(['/api/security-events'])
    },
  },
  'events/odd': {
    at: '/panel/events',
    act: async (page) => {
      await page.getByLabel('Event', { exact: true }).selectOption('sessions-revoked')
      await page.getByLabel('How').selectOption('hundred')
      await press(page, /^Send$/)
    },
    see: async ({ reports }, page) => {
      await expect(status(page)).toContainText('(100 times)')
      expect(reports).toHaveLength(100)
    },
  },
  'events/key': {
    at: '/panel/events',
    act: (page) => press(page, 'Make a service account'),
    see: async ({ control }, page) => {
      await expect(status(page)).toContainText('"private_key_id"')
      expect(await control('GET', 'risc')).toMatchObject({ accounts: [{ kid: expect.any(String) }] })
    },
  },
  'faults/add': {
    at: '/panel/faults',
    act: async (page) => {
      await page.getByLabel('Where').selectOption({ label: 'X: Posts: listing them' })
      await page.getByLabel('What it does').selectOption({ label: 'Answers truly, but late' })
      await page.getByLabel('Seconds').fill('7')
      await page.getByLabel('For', { exact: true }).selectOption('the next three requests')
      await press(page, 'Add this fault')
    },
    see: async ({ control }, page) => {
      expect(await control('GET', 'faults')).toMatchObject([
        { endpoint: 'x-tweets', delayMs: 7000, times: 3, seconds: null },
      ])
      await expect(page.getByRole('listitem').filter({ hasText: 'answers truly, after 7 s' })).toBeVisible()
    },
  },
  'faults/clear': {
    at: '/panel/faults',
    before: ({ control }) => control('POST', 'faults', { endpoint: 'token', hang: true, seconds: 60 }),
    act: (page) => press(page, 'End these faults'),
    see: async ({ control }) => expect(await control('GET', 'faults')).toEqual([]),
  },
  'faults/well': {
    at: '/panel/rules',
    before: async ({ control, enterEverywhere }) => {
      await enterEverywhere()
      await control('POST', 'faults', { endpoint: 'token', cut: true })
      await control('POST', 'id-tokens', { signature: 'none' })
      await control('PATCH', 'x/settings', { credits: 0 })
      await control('PUT', 'clock', { offsetSeconds: -3600 })
    },
    act: async (page) => {
      const unusual =
        'Not as usual: 1 fault, 1 wrong id_token to come, 1 other rule, the clock 1 hour behind.'
      await expect(page.getByText(unusual)).toBeVisible()
      await press(page, 'All well again')
    },
    see: async (desk, page) => {
      expect(await desk.control('GET', 'faults')).toEqual([])
      expect(await desk.control('GET', 'x/settings')).toMatchObject({ credits: null })
      expect(await grantsOf(desk)).toHaveLength(3)
      await expect(page.getByText('All is well: no fault')).toBeVisible()
    },
  },
  'faults/google-token': {
    at: '/panel/faults',
    act: async (page) => {
      await page.getByLabel('The next id_token of Google').selectOption('Has no signature')
      await press(page, 'Make it wrong at Google')
    },
    see: async ({ sandbox }) => {
      const { id_token = '' } = await createVisitor(sandbox.issuer).signIn(ada)
      expect(decodeProtectedHeader(id_token).alg).toBe('none')
    },
  },
  'faults/facebook-token': {
    at: '/panel/faults',
    act: async (page) => {
      await page.getByLabel('The next id_token of Facebook').selectOption('Is for another app')
      await press(page, 'Make it wrong at Facebook')
    },
    see: async ({ sandbox }) => {
      const { id_token } = await createFacebookVisitor(sandbox.issuer).signIn(adaAtFacebook)
      expect(decodeJwt(String(id_token)).aud).toBe('another-app')
    },
  },
  'faults/google-key': {
    at: '/panel/faults',
    act: (page) => press(page, 'New key at Google'),
    see: async (desk) => expect(await keysAt(desk, '/oauth2/v3/certs')).toBe(2),
  },
  'faults/facebook-key': {
    at: '/panel/faults',
    act: (page) => press(page, 'New key at Facebook'),
    see: async (desk) => expect(await keysAt(desk, '/.well-known/oauth/openid/jwks/')).toBe(2),
  },
  'rules/google': {
    at: '/panel/rules',
    act: async (page) => {
      await page.getByLabel('The app is in testing').check()
      await page.getByLabel('Refresh tokens end after').fill('60')
      await press(page, 'Keep these rules of Google')
    },
    see: async ({ control }, page) => {
      expect(await control('GET', 'settings')).toMatchObject({
        testing: true,
        refreshTokenSeconds: 60,
        codeSeconds: 600,
      })
      await expect(page.getByLabel('The app is in testing – not the usual')).toBeChecked()
    },
  },
  'rules/facebook': {
    at: '/panel/rules',
    act: async (page) => {
      await page.getByLabel('Dialogs come back with an error').fill('1349195 Blocked for now')
      await page.getByLabel('What becomes of a code_challenge').selectOption('It is dropped in silence')
      await page.getByLabel('Who has a role').fill('1, 2')
      await press(page, 'Keep these rules of Facebook')
    },
    see: async ({ control }) =>
      expect(await control('GET', 'facebook/settings')).toMatchObject({
        refusal: { code: 1_349_195, message: 'Blocked for now' },
        pkce: 'dropped',
        roles: ['1', '2'],
        issuer: null,
      }),
  },
  'rules/x': {
    at: '/panel/rules',
    act: async (page) => {
      await page.getByLabel('What the operator has left').fill('0')
      await page.getByLabel('How a suspended account').selectOption('Token not accepted (401)')
      await press(page, 'Keep these rules of X')
    },
    see: async ({ control }) =>
      expect(await control('GET', 'x/settings')).toMatchObject({ credits: 0, suspendedAs: 'unauthorized' }),
  },
  'clock/set': {
    at: '/panel/clock',
    act: (page) => press(page, 'A week on'),
    see: async ({ sandbox }, page) => {
      await expect(status(page)).toHaveText('The providers are 7 days ahead of the real time.')
      const { id_token = '' } = await createVisitor(sandbox.issuer).signIn(ada)
      const days = ((decodeJwt(id_token).iat ?? 0) - Date.now() / 1000) / 86_400
      expect(Math.round(days)).toBe(7)
    },
  },
  'mails/clear': {
    at: '/panel/mails',
    before: ({ sendMail }) => sendMail('<p>Hello</p>'),
    act: (page) => press(page, 'Delete all mails'),
    see: async ({ control }, page) => {
      expect(await control('GET', 'mails')).toEqual([])
      await expect(page.getByText('None yet.')).toBeVisible()
    },
  },
  'requests/count': {
    at: '/panel/requests',
    before: ({ sandbox }) => fetch(`${sandbox.issuer}/oauth2/v3/certs`),
    act: (page) => press(page, 'Count from nothing'),
    see: async ({ control }) => expect(await control('GET', 'counts')).toMatchObject({ jwks: 0 }),
  },
}

const pages: Record<string, PanelPage> = panelPages
const allForms = Object.entries(pages).flatMap(([name, { actions }]) =>
  Object.keys(actions).map((action) => `${name}/${action}`),
)

test('each form of the panel is in the table of this file', () => {
  expect(Object.keys(FORMS)).toEqual(allForms)
})

test('each form does what it says, without JavaScript', async ({ desk }) => {
  const page = await desk.open('/panel', { javaScriptEnabled: false })
  for (const [name, { at, before, act, see }] of Object.entries(FORMS)) {
    await test.step(name, async () => {
      await desk.control('POST', 'reset')
      desk.reports.length = 0
      await before?.(desk)
      await page.goto(desk.sandbox.issuer + at)
      await act(page)
      await expect(status(page)).toBeVisible()
      await see(desk, page)
    })
  }
})

type SceneId = keyof typeof scenes

const endpointsWithFault = async ({ control }: Desk) =>
  (await control<{ endpoint: string }[]>('GET', 'faults')).map(({ endpoint }) => endpoint)
const ofGoogle = [
  ...['discovery', 'jwks', 'token', 'userinfo', 'revoke', 'drive'],
  ...['configuration', 'stream', 'update', 'status', 'status-update', 'verify'].map((one) => `risc-${one}`),
]
const seesFaults = (endpoints: string[], what: Record<string, unknown>) => async (desk: Desk) => {
  expect(await endpointsWithFault(desk)).toEqual(endpoints)
  expect((await desk.control<object[]>('GET', 'faults'))[0]).toMatchObject(what)
}
const seesPerson = (sub: string, what: Record<string, unknown>) => async (desk: Desk) =>
  expect(await personOf(desk, sub)).toMatchObject(what)
const nextIdToken = async ({ sandbox }: Desk) =>
  (await createVisitor(sandbox.issuer).signIn(ada)).id_token ?? ''

/** What the control API says once a scene is set up, with Ada signed in everywhere. */
const SCENES: Record<Exclude<SceneId, 'new-browser'>, (desk: Desk) => Promise<unknown>> = {
  'google-ended': async (desk) => expect(await grantsOf(desk)).toEqual(['facebook', 'twitter']),
  'x-ended': async (desk) => expect(await grantsOf(desk)).toEqual(['google', 'facebook']),
  'facebook-removed': async (desk) =>
    expect([await grantsOf(desk), desk.reports]).toEqual([['google', 'twitter'], ['/deauthorize']]),
  'drive-permission': async ({ control }) =>
    expect((await control<{ scopes: string[] }[]>('GET', 'grants'))[0]?.scopes).not.toContain(driveScope),
  'token-expired': async (desk) => {
    const page = await desk.open('/panel/access')
    await expect(page.getByText(/holds 0 access tokens/)).toHaveCount(3)
    expect(await grantsOf(desk)).toHaveLength(3)
  },
  'week-later': async (desk) => {
    expect(await desk.control('GET', 'settings')).toMatchObject({ testing: true })
    const page = await desk.open('/panel/clock')
    await expect(page.getByText('7 days ahead of the real time')).toBeVisible()
  },
  'google-away': seesFaults(ofGoogle, { cut: true, seconds: expect.any(Number), times: null }),
  'x-away': seesFaults(['x-token', 'x-revoke', 'x-me', 'x-tweets'], { cut: true, times: null }),
  'google-slow': seesFaults(ofGoogle, { delayMs: 6000, times: null }),
  'drive-limited': seesFaults(['drive'], { status: 429, headers: { 'retry-after': '30' } }),
  'drive-odd': seesFaults(['drive'], { status: 200, body: '{"access_token": "', times: 1 }),
  'x-unpaid': async ({ control }) => expect(await control('GET', 'x/settings')).toMatchObject({ credits: 0 }),
  'token-down': seesFaults(['token'], { cut: true, times: 3 }),
  'code-expired': seesFaults(['token'], { delayMs: 2000, times: 1 }),
  'wrong-signature': async (desk) => {
    const [, , signature] = (await nextIdToken(desk)).split('.')
    expect(signature).toBeTruthy()
  },
  'wrong-audience': async (desk) => expect(decodeJwt(await nextIdToken(desk)).aud).toBe('another-app'),
  'facebook-development': async ({ control }) =>
    expect(await control('GET', 'facebook/settings')).toMatchObject({ developmentMode: true, roles: [] }),
  'two-accounts': seesPerson('104857600000000000101', { name: 'Ada Lovelace', hd: 'analytical.example' }),
  'no-name': seesPerson('104857600000000000102', { name: '', picture: null }),
  'long-name': async (desk) => {
    await seesPerson('104857600000000000103', { name: expect.stringMatching(/^.{80}/) })(desk)
    await seesPerson('104857600000000000104', { name: expect.stringMatching(/^ليلى/) })(desk)
  },
  'many-files': seesPerson(ada, { files: 10_000 }),
  'no-files': seesPerson(ada, {
    files: 0,
    x: expect.objectContaining({ posts: 0, username: 'ada_lovelace' }),
  }),
  'x-suspended': seesPerson(ada, { x: expect.objectContaining({ suspended: true }) }),
  usual: seesPerson(ada, { x: expect.objectContaining({ suspended: false, posts: 45 }) }),
}

test('each state of the app is set up by one click, which says what to open then', async ({ desk }) => {
  const page = await desk.open('/panel', { javaScriptEnabled: false })
  for (const [id, see] of Object.entries(SCENES)) {
    const { title, open } = scenes[id as SceneId]
    await test.step(title, async () => {
      await desk.control('POST', 'reset')
      desk.reports.length = 0
      await desk.enterEverywhere()
      await page.goto(`${desk.sandbox.issuer}/panel`)
      await page.getByRole('button', { name: `Set up ${title}`, exact: true }).click()
      await expect(status(page)).toContainText(title)
      const link = status(page).getByRole('link', { name: open.label })
      await expect(link).toHaveAttribute('href', `${desk.origin}${open.path}`)
      await see(desk)
    })
  }
})

test('a state that needs somebody who has signed in says so while nobody has', async ({ desk }) => {
  const page = await desk.open('/panel')
  await page.getByRole('button', { name: 'Set up X has ended access' }).click()
  await expect(page.getByRole('alert')).toContainText('Nobody has signed in with X yet')
})

test('a form with a value that cannot be says why, and changes nothing', async ({ desk }) => {
  const page = await desk.open('/panel/rules')
  await page.getByLabel('Dialogs come back with an error').fill('no code')
  await press(page, 'Keep these rules of Facebook')
  await expect(page.getByRole('alert')).toHaveText('Dialogs come back with an error: a code and a sentence')
  expect(await desk.control('GET', 'facebook/settings')).toMatchObject({ refusal: null })
})

test('no page of somebody else’s can open the panel or send its forms', { tag: '@R97' }, async ({ desk }) => {
  await desk.enterEverywhere()
  const { issuer } = desk.sandbox
  const { host } = new URL(issuer)
  const state = async () => [await desk.control('GET', 'people'), await desk.control('GET', 'grants')]
  const before = await state()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ sub: ada, account: ada, provider: 'google' }).toString()
  const targets = [...allForms, ...Object.keys(scenes).map((id) => `scenes/${id}`)]
  const foreign: Record<string, string>[] = [
    { host, origin: 'https://evil.example' },
    { host, origin: 'null' },
    { host },
    { host, origin: issuer.replace('http:', 'https:') },
    { host: 'evil.example', origin: 'http://evil.example' },
  ]
  for (const target of targets)
    for (const one of foreign) {
      const headers = { ...type, ...one }
      const { status } = await send(`${issuer}/panel/${target}`, { method: 'POST', headers, body })
      expect([target, one, status]).toEqual([target, one, 403])
    }
  for (const path of ['', '/access', '/requests', '/panel.js', '/mails/1/html'])
    expect((await send(`${issuer}/panel${path}`, { headers: { host: 'evil.example' } })).status).toBe(403)
  expect(await state()).toEqual(before)
  const own = await send(`${issuer}/panel/access/end`, {
    method: 'POST',
    headers: { ...type, host, origin: issuer },
    body,
  })
  expect([own.status, own.headers.get('location')]).toEqual([303, '/panel/access?said=1'])
  expect(await grantsOf(desk)).toEqual(['facebook', 'twitter'])
})

test('no page of the panel has a code or a token, nor may it be framed', async ({ desk }) => {
  await desk.enterEverywhere()
  const issued = await desk.control<{ value: string }[]>('GET', 'tokens')
  expect(issued.length).toBeGreaterThan(6)
  for (const path of ['', ...Object.keys(pages).slice(1), `people/${ada}`]) {
    const { status, headers, text } = await send(`${desk.sandbox.issuer}/panel/${path}`.replace(/\/$/, ''))
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(issued.filter(({ value }) => text.includes(value))).toEqual([])
  }
  const { text } = await send(`${desk.sandbox.issuer}/panel/requests`)
  expect(text).toContain('state=…')
})

test('what is asked of a provider comes to the page by itself, and where nothing is, it says so', async ({
  desk,
}) => {
  const page = await desk.open('/panel/requests')
  await expect(page.getByText('None yet.')).toBeVisible()
  await desk.control('POST', 'faults', { endpoint: 'jwks', status: 503 })
  await fetch(`${desk.sandbox.issuer}/oauth2/v3/certs?token=secret&prompt=none`)
  const row = page.getByRole('row').filter({ hasText: 'Its signing keys' })
  await expect(row).toContainText('GET /oauth2/v3/certs?token=…&prompt=none')
  await expect(row).toContainText(/503\s*a fault/)
  expect(await desk.control('GET', 'requests')).toMatchObject([
    { endpoint: 'jwks', status: 503, fault: true },
  ])
})

test.describe('a mail', () => {
  // What it tries is refused.
  test.use({ allowedViolations: /panel\/mails\/1\/html/ })

  test('is shown as HTML that can do nothing, as text, and with its headers', async ({ desk }) => {
    const trap = createServer((_request, response) => response.end())
    const asked: string[] = []
    trap.on('request', (request) => asked.push(request.url ?? ''))
    await once(trap.listen(0, '127.0.0.1'), 'listening')
    const away = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`
    await desk.sendMail(
      `<h1>Hello</h1><img src="${away}/pixel" alt="A picture"><script>parent.document.title = 'taken'</script><a href="${desk.origin}/page">This was not me</a>`,
    )
    const { issuer } = desk.sandbox
    const page = await openMail(desk)
    const frame = page.frameLocator('iframe')
    await expect(frame.getByRole('heading', { name: 'Hello' })).toBeVisible()
    await expect(page.locator('pre').first()).toContainText('Was it you?')
    await expect(page.getByText('subject: A new browser')).toBeVisible()
    await expect(page).toHaveTitle(/^Mails/)
    expect(asked).toEqual([])
    const opened = page.context().waitForEvent('page')
    await frame.getByRole('link', { name: 'This was not me' }).click()
    await expect(await opened).toHaveURL(`${desk.origin}/page`)
    const { headers } = await send(`${issuer}/panel/mails/1/html`)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    trap.close()
  })
})

/** What the mail tries is refused in the console, which elsewhere fails a test. */
async function openMail({ open }: Desk): Promise<Page> {
  const page = await open('/panel/mails')
  page.removeAllListeners('console')
  await page.getByRole('link', { name: 'A new browser' }).click()
  return page
}

test('axe finds nothing on any page of the panel, on a phone and a desktop, light and dark', async ({
  desk,
}) => {
  await desk.enterEverywhere()
  await desk.sendMail('<p>Hello</p>')
  await desk.control('POST', 'faults', { endpoint: 'drive', hang: true, seconds: 600 })
  await desk.control('PATCH', 'settings', { testing: true })
  const page = await desk.open('/panel')
  await page.getByRole('button', { name: 'Set up Two Google accounts' }).click()
  for (const path of ['', ...Object.keys(pages).slice(1), `people/${ada}`, 'mails/1']) {
    if (path) await page.goto(`${desk.sandbox.issuer}/panel/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  }
})

test('the keyboard gets past the navigation, and sets up a state', async ({ desk }) => {
  const page = await desk.open('/panel')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.getByRole('button', { name: 'Set up 10,000 files' }).focus()
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('10,000 files')
})

test('an address of the panel that is none is answered so', async ({ desk }) => {
  for (const path of [
    '/none',
    '/people/none',
    '/faults/more',
    '/mails/7',
    '/mails/7/html',
    '/__proto__',
    '/panel.js/x',
  ])
    expect([path, (await send(`${desk.sandbox.issuer}/panel${path}`)).status]).toEqual([path, 404])
})
