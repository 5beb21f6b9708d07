import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from '@playwright/test'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import type { ClientOptions } from '#scripts/sandbox/clients'
import { signRequest } from '#scripts/sandbox/facebook/signed-request'
import { startSandbox } from '#scripts/sandbox/server'
import { facebookClient } from '#tests/support/clients'
import { adaAtFacebook, controlFacebook, graceAtFacebook } from '#tests/support/facebook'
import { createFacebookVisitor } from '#tests/support/facebook-visitor'
import { ada } from '#tests/support/google'
import { test as base } from '#tests/support/test'

/** What Facebook POSTs to an app, and what the app answers. */
type App = { url: string; received: { path: string; type: string; body: string }[] }

const test = base.extend<{ someone: ReturnType<typeof createFacebookVisitor> }, { app: App }>({
  someone: async ({ issuer, google: _reset }, use) => use(createFacebookVisitor(issuer)),
  app: [
    async ({}, use) => {
      const received: App['received'] = []
      const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
        const { url = '', headers } = request
        received.push({ path: url, type: headers['content-type'] ?? '', body: await text(request) })
        response
          .writeHead(url === '/deauthorize' ? 204 : 200)
          .end(url === '/deauthorize' ? '' : '{"confirmation_code":"c"}')
      })
      await once(server.listen(0, '127.0.0.1'), 'listening')
      await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received })
      server.close()
    },
    { scope: 'worker' },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

test.describe('the dialog', () => {
  test('asks who they are, then what they share, and leads back with a code, the state and #_=_', async ({
    someone,
  }) => {
    const login = await someone.authorize()
    expect(login.text).toContain('<h1>Log in to Facebook</h1>')
    expect(login.text).toContain('not Facebook')

    const consent = await someone.press('login', adaAtFacebook)
    expect(consent.text).toContain('is requesting access to')
    expect(consent.text).toMatch(/name="scope" value="email" checked/)

    const { status, location, answer } = await someone.press('consent', adaAtFacebook, ['email'])
    expect(status).toBe(302)
    expect(location).toMatch(/#_=_$/)
    expect([...(answer?.keys() ?? [])].sort()).toEqual(['code', 'state'])
    expect(answer?.get('state')).toBe('the-state')
  })

  test('asks nothing of whoever is logged in and has decided, and their password when it is to', async ({
    someone,
  }) => {
    await someone.signIn(adaAtFacebook)
    expect((await someone.authorize()).answer?.get('code')).toBeTruthy()
    const again = await someone.authorize({ auth_type: 'reauthenticate' })
    expect(again.text).toContain('Enter your password again')
    expect((await someone.press('login', adaAtFacebook)).answer?.get('code')).toBeTruthy()
  })

  test('asks for what was declined with rerequest only, and tells of it with return_scopes', async ({
    someone,
  }) => {
    const first = await someone.visit(adaAtFacebook, { return_scopes: 'true' }, [])
    expect(first.answer?.get('granted_scopes')).toBe('public_profile,openid')
    expect(first.answer?.get('denied_scopes')).toBe('email')
    expect((await someone.authorize()).answer?.get('code')).toBeTruthy()
    expect((await someone.authorize({ auth_type: 'rerequest' })).text).toContain('name="scope" value="email"')
    const second = await someone.press('consent', adaAtFacebook, ['email'])
    expect(second.answer?.get('code')).toBeTruthy()
    expect(decodeJwt((await someone.signIn(adaAtFacebook)).id_token ?? '').email).toBe('ada@gmail.example')
  })

  test('does not ask somebody without an address for one', async ({ someone }) => {
    await someone.authorize()
    expect((await someone.press('login', graceAtFacebook)).text).not.toContain('type="checkbox"')
  })

  const cancelShape = {
    error: 'access_denied',
    error_code: '200',
    error_description: 'Permissions error',
    error_reason: 'user_denied',
    state: 'the-state',
  }

  test('leads back with the same words from who cancels and, in development mode, from who has no role', async ({
    someone,
    facebook,
  }) => {
    await someone.authorize()
    const cancelled = await someone.press('cancel')
    expect(Object.fromEntries(cancelled.answer ?? [])).toEqual(cancelShape)
    expect(cancelled.location).toMatch(/#_=_$/)

    await facebook.settings({ developmentMode: true, roles: [graceAtFacebook] })
    expect(Object.fromEntries((await someone.visit(adaAtFacebook)).answer ?? [])).toEqual(cancelShape)
    const grace = await someone.visit(graceAtFacebook, { auth_type: 'reauthenticate' })
    expect(grace.answer?.get('code')).toBeTruthy()
  })

  test('can refuse with error_code and error_message alone', async ({ someone, facebook }) => {
    await facebook.settings({ refusal: { code: 1349048, message: 'Can’t Load URL' } })
    const { answer, location } = await someone.authorize()
    expect(Object.fromEntries(answer ?? [])).toEqual({
      error_code: '1349048',
      error_message: 'Can’t Load URL',
      state: 'the-state',
    })
    expect(location).toMatch(/#_=_$/)
  })

  const elsewhere = 'https://elsewhere.example/api/auth/callback/facebook'
  const [registered = ''] = facebookClient.redirectUris

  for (const [what, changes, title] of [
    ['a redirect URI that is not registered', { redirect_uri: elsewhere }, 'URL Blocked'],
    ['one with a slash more', { redirect_uri: `${registered}/` }, 'URL Blocked'],
    ['no redirect URI', { redirect_uri: undefined }, 'URL Blocked'],
    ['an app that it does not know', { client_id: '1' }, 'Invalid App ID'],
    ['a permission that does not exist', { scope: 'openid friends' }, 'Invalid Scopes'],
  ] as const) {
    test(`ends ${what} on a page of its own`, async ({ someone }) => {
      const { status, location, text: shown } = await someone.authorize(changes)
      expect([status, location]).toEqual([400, null])
      expect(shown).toContain(`<h1>${title}</h1>`)
    })
  }

  test('is closed to web views inside apps', async ({ someone }) => {
    const agent = 'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36'
    const { location, text: shown } = await someone.authorize({}, { 'user-agent': agent })
    expect(location).toBeNull()
    expect(shown).toContain('Log in with a browser')
  })

  test('takes any address of localhost in development mode alone, and http nowhere else', async ({
    issuer,
    facebook,
  }) => {
    const localhost = { redirect_uri: 'http://localhost:4321/anywhere' }
    const someone = createFacebookVisitor(issuer)
    expect((await someone.authorize(localhost)).text).toContain('URL Blocked')
    await facebook.settings({ developmentMode: true, roles: [adaAtFacebook] })
    expect((await someone.visit(adaAtFacebook, localhost)).location).toContain(
      'http://localhost:4321/anywhere?',
    )
    const insecure: ClientOptions = { ...facebookClient, id: '9', redirectUris: ['http://app.example/'] }
    const sandbox = await startSandbox({ port: 0, clients: [insecure] })
    const { text: shown } = await createFacebookVisitor(sandbox.issuer, insecure).authorize()
    await sandbox.close()
    expect(shown).toContain('isn’t using a secure connection')
  })
})

test.describe('the token endpoint', () => {
  test('answers a long-lived token and a signed id_token, by POST and by GET', async ({
    someone,
    issuer,
  }) => {
    const first = await someone.signIn(adaAtFacebook)
    expect(Object.keys(first).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'token_type'])
    expect(first).toMatchObject({ token_type: 'bearer', expires_in: 5_183_944 })
    const { answer } = await someone.authorize()
    const second = await someone.exchange(answer?.get('code') ?? '', {}, 'GET')
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/oauth/openid/jwks/`))
    const { payload, protectedHeader } = await jwtVerify(second.id_token ?? '', keys, {
      issuer,
      audience: facebookClient.id,
    })
    expect(protectedHeader.alg).toBe('RS256')
    expect(payload).toMatchObject({
      sub: adaAtFacebook,
      nonce: 'the-nonce',
      at_hash: expect.stringMatching(/^[\w-]{22}$/),
      jti: expect.any(String),
      email: 'ada@gmail.example',
      name: 'Ada Lovelace',
      given_name: 'Ada',
      family_name: 'Lovelace',
      picture: expect.stringMatching(/[?&]ext=\d+/),
    })
    for (const absent of ['email_verified', 'auth_time', 'azp']) expect(payload).not.toHaveProperty(absent)
  })

  test('leaves out the address that was not shared or is not there, and the id_token without openid', async ({
    someone,
    issuer,
  }) => {
    expect(decodeJwt((await someone.signIn(adaAtFacebook, {}, [])).id_token ?? '')).not.toHaveProperty(
      'email',
    )
    const grace = createFacebookVisitor(issuer)
    expect(decodeJwt((await grace.signIn(graceAtFacebook)).id_token ?? '')).not.toHaveProperty('email')
    const classic = await someone.signIn(adaAtFacebook, { scope: 'email,public_profile' })
    expect(Object.keys(classic).sort()).toEqual(['access_token', 'expires_in', 'token_type'])
  })

  for (const [what, changes, error] of [
    ['no client_id', { client_id: undefined }, { code: 101 }],
    ['an app that is not there', { client_id: '1' }, { code: 101 }],
    ['a wrong secret', { client_secret: 'wrong' }, { code: 1, message: 'Error validating client secret.' }],
    ['no secret', { client_secret: undefined }, { code: 1, message: 'Error validating client secret.' }],
    [
      'a code that it never gave',
      { code: 'AQnever' },
      { code: 100, message: 'Invalid verification code format.' },
    ],
    ['a redirect URI of nobody', { redirect_uri: 'https://elsewhere.example/' }, { code: 191 }],
    [
      'another redirect URI of the app',
      { redirect_uri: 'http://localhost:3000/other' },
      { code: 100, error_subcode: 36008 },
    ],
    ['a verifier that does not fit', { code_verifier: 'a'.repeat(43) }, { code: 1 }],
    ['no verifier', { code_verifier: undefined }, { code: 1 }],
  ] as const) {
    test(`refuses ${what} with an object`, async ({ someone, facebook }) => {
      if (error.code !== 191) await facebook.settings({ developmentMode: true, roles: [adaAtFacebook] })
      const { answer } = await someone.visit(adaAtFacebook)
      const code = answer?.get('code') ?? ''
      const { error: refused } = await someone.exchange(code, changes)
      expect(refused).toMatchObject({ type: 'OAuthException', fbtrace_id: expect.any(String), ...error })
      if (!('code' in changes))
        expect(await someone.exchange(code), 'the code is still good').toHaveProperty('access_token')
    })
  }

  test('takes a code once, and for ten minutes', async ({ someone, google }) => {
    const { answer } = await someone.visit(adaAtFacebook)
    const code = answer?.get('code') ?? ''
    expect(await someone.exchange(code)).toHaveProperty('access_token')
    expect((await someone.exchange(code)).error).toMatchObject({ code: 100, error_subcode: 36009 })
    const late = (await someone.authorize()).answer?.get('code') ?? ''
    await google.setClock(601)
    expect((await someone.exchange(late)).error).toMatchObject({ code: 100, error_subcode: 36007 })
  })

  test('does not know a challenge that was dropped, and says so to whoever sends the verifier', async ({
    someone,
    facebook,
  }) => {
    await facebook.settings({ pkce: 'dropped' })
    const { answer } = await someone.visit(adaAtFacebook)
    const code = answer?.get('code') ?? ''
    expect((await someone.exchange(code)).error).toMatchObject({
      code: 1,
      message: 'code_verifier param is provided without a code_challenge in authorization request.',
    })
    expect(await someone.exchange(code, { code_verifier: undefined })).toHaveProperty('id_token')
  })

  test('does not read the Authorization header', async ({ issuer }) => {
    const pair = Buffer.from(`${facebookClient.id}:${facebookClient.secret}`).toString('base64')
    const headers = { authorization: `Basic ${pair}` }
    const response = await fetch(`${issuer}/v26.0/oauth/access_token`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ code: 'c' }),
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('www-authenticate')).toMatch(/^OAuth "Facebook Platform"/)
    expect(await response.json()).toMatchObject({ error: { code: 101 } })
  })

  test('signs with a new key when asked, with the old ones still published, and wrong tokens on purpose', async ({
    someone,
    facebook,
    issuer,
  }) => {
    const kids = async () =>
      (
        (await (await fetch(`${issuer}/.well-known/oauth/openid/jwks/`)).json()) as {
          keys: { kid: string }[]
        }
      ).keys.map(({ kid }) => kid)
    const before = await kids()
    await facebook.rotateKey()
    expect((await kids()).slice(0, before.length)).toEqual(before)
    await facebook.tamperIdToken({ claims: { iss: 'https://limited.facebook.com', nonce: null } })
    const claims = decodeJwt((await someone.signIn(adaAtFacebook)).id_token ?? '')
    expect(claims.iss).toBe('https://limited.facebook.com')
    expect(claims).not.toHaveProperty('nonce')
    await facebook.settings({ issuer: 'https://www.facebook.com' })
    expect(decodeJwt((await someone.signIn(adaAtFacebook)).id_token ?? '').iss).toBe(
      'https://www.facebook.com',
    )
  })
})

test.describe('Graph', () => {
  test('tells who the token is of, with what they share and a picture that ends', async ({
    someone,
    google,
    issuer,
  }) => {
    const { access_token: token = '' } = await someone.signIn(adaAtFacebook)
    const me = await someone.graph('me', {
      access_token: token,
      fields: 'id,name,email,picture{url,is_silhouette}',
    })
    expect(me).toMatchObject({ id: adaAtFacebook, name: 'Ada Lovelace', email: 'ada@gmail.example' })
    const { url } = (me.picture as { data: { url: string } }).data
    expect((await fetch(url)).headers.get('content-type')).toBe('image/svg+xml')
    expect((await fetch(url.replace(/ext=\d+/, 'ext=99999999999'))).status).toBe(403)
    await google.setClock(1_209_601)
    expect((await fetch(url)).status).toBe(403)
    expect(url.startsWith(issuer)).toBe(true)
  })

  test('says with codes what is wrong with a token', async ({ someone, google, facebook }) => {
    const { access_token: token = '' } = await someone.signIn(adaAtFacebook)
    const ask = (access_token: string) => someone.graph('me', { access_token })
    expect((await someone.graph('me', {})).error).toMatchObject({ code: 104 })
    expect((await ask('EAAnever')).error).toMatchObject({ code: 190 })
    expect((await ask(`${facebookClient.id}|wrong`)).error).toMatchObject({
      code: 190,
      message: 'Invalid OAuth access token signature.',
    })
    expect((await someone.graph(graceAtFacebook, { access_token: token })).error).toMatchObject({
      code: 100,
      error_subcode: 33,
    })
    expect((await someone.graph('me', { access_token: token, fields: 'id,salary' })).error).toMatchObject({
      code: 100,
    })
    await google.setClock(5_183_945)
    expect((await ask(token)).error).toMatchObject({ code: 190, error_subcode: 463 })
    await google.setClock(0)
    await facebook.removeGrant(ada)
    expect((await ask(token)).error).toMatchObject({ code: 190, error_subcode: 458 })
  })

  test('wants a proof of the secret when the app says so, and a right one whenever it is sent', async ({
    someone,
    facebook,
  }) => {
    const { access_token: token = '' } = await someone.signIn(adaAtFacebook)
    const ask = (appsecret_proof?: string) =>
      someone.graph('me', { access_token: token, ...(appsecret_proof ? { appsecret_proof } : {}) })
    expect(await ask(someone.proofOf(token))).toMatchObject({ id: adaAtFacebook })
    expect((await ask('0'.repeat(64))).error).toMatchObject({ code: 100 })
    expect(await ask()).toMatchObject({ id: adaAtFacebook })
    await facebook.settings({ requireProof: true })
    expect((await ask()).error).toMatchObject({ code: 100, message: /appsecret_proof/ })
    expect(await ask(someone.proofOf(token))).toMatchObject({ id: adaAtFacebook })
  })

  test('lists what was granted and declined, and takes back one permission or all, for the person and for the app', async ({
    someone,
    google,
  }) => {
    const { access_token: token = '' } = await someone.signIn(adaAtFacebook, {}, [])
    const list = () => someone.graph('me/permissions', { access_token: token })
    expect((await list()).data).toEqual([
      { permission: 'public_profile', status: 'granted' },
      { permission: 'openid', status: 'granted' },
      { permission: 'email', status: 'declined' },
    ])
    expect(await someone.remove('me/permissions/openid', { access_token: token })).toEqual({ success: true })
    expect((await list()).data).toContainEqual({ permission: 'openid', status: 'declined' })
    await google.resetCounts()
    const ofApp = { access_token: someone.appToken, appsecret_proof: someone.proofOf(someone.appToken) }
    expect(await someone.remove(`${adaAtFacebook}/permissions`, ofApp)).toEqual({ success: true })
    expect((await google.counts())['facebook-permissions']).toBe(1)
    expect((await list()).error).toMatchObject({ code: 190, error_subcode: 458 })
    expect((await someone.remove(`${adaAtFacebook}/permissions`, ofApp)).error).toMatchObject({
      code: 100,
      error_subcode: 33,
    })

    const { access_token: other = '' } = await someone.signIn(adaAtFacebook)
    expect(await someone.remove(`${adaAtFacebook}/permissions`, { access_token: other })).toEqual({
      success: true,
    })
    expect(await google.grants()).toEqual([])
  })

  test('tells an app about itself', async ({ someone, facebook }) => {
    const { appToken: access_token } = someone
    const ask = (fields: string) => someone.graph(facebookClient.id, { access_token, fields })
    expect(await ask('name,link,privacy_policy_url')).toMatchObject({
      id: facebookClient.id,
      name: facebookClient.name,
      privacy_policy_url: 'https://app.example/privacy',
    })
    await facebook.settings({ privacyPolicyUrl: null })
    expect(await ask('name,privacy_policy_url')).not.toHaveProperty('privacy_policy_url')
  })
})

test('somebody who removes an app ends its tokens, and the app is told by a signed request', async ({
  app,
}) => {
  const callbacks = { deauthorize: `${app.url}/deauthorize`, deleteData: `${app.url}/delete` }
  const client: ClientOptions = { ...facebookClient, callbacks }
  const sandbox = await startSandbox({ port: 0, clients: [client] })
  const [someone, facebook] = [createFacebookVisitor(sandbox.issuer), controlFacebook(sandbox.issuer)]
  const { access_token: token = '' } = await someone.signIn(adaAtFacebook)

  expect(await facebook.deauthorize(ada)).toEqual({ status: 204, body: '' })
  expect(await facebook.deleteData(adaAtFacebook)).toEqual({ status: 200, body: { confirmation_code: 'c' } })
  expect((await someone.graph('me', { access_token: token })).error).toMatchObject({ error_subcode: 458 })
  await expect(facebook.deleteData('nobody@elsewhere.example')).rejects.toThrow('no account')
  await sandbox.close()

  expect(app.received.map(({ path, type }) => [path, type.split(';')[0]])).toEqual([
    ['/deauthorize', 'application/x-www-form-urlencoded'],
    ['/delete', 'application/x-www-form-urlencoded'],
  ])
  for (const { body } of app.received) {
    const signed = new URLSearchParams(body).get('signed_request') ?? ''
    const payload = JSON.parse(Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString())
    expect(payload).toEqual({
      user_id: adaAtFacebook,
      algorithm: 'HMAC-SHA256',
      issued_at: expect.any(Number),
    })
    expect(signed).toBe(signRequest(payload, client.secret))
  }
})
