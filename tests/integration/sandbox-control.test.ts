import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { commands } from '#scripts/sandbox/control'
import { startSandbox } from '#scripts/sandbox/server'
import { facebookClient } from '#tests/support/clients'
import { ada } from '#tests/support/google'
import { client } from '#tests/support/google-visitor'
import { send } from '#tests/support/http'
import { test as base } from '#tests/support/test'

/** A sandbox that nobody else knows: what it counts is what these tests have asked. */
const test = base.extend<object, { issuer: string }>({
  issuer: [
    async ({}, use) => {
      const app = createServer((_request, response) => response.end('told'))
      await once(app.listen(0, '127.0.0.1'), 'listening')
      const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
      const facebook = { ...facebookClient, callbacks: { deauthorize: url, deleteData: url } }
      const sandbox = await startSandbox({ port: 0, clients: [client, facebook] })
      await use(sandbox.issuer)
      await sandbox.close()
      app.close()
    },
    { scope: 'worker' },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

test('the answer of a fault replaces the real one as often as asked, and is counted', async ({
  issuer,
  google,
}) => {
  await google.resetCounts()
  await google.failNext('discovery', {
    status: 429,
    times: 2,
    headers: { 'retry-after': '7' },
    body: 'slow down',
  })
  const ask = () => fetch(`${issuer}/.well-known/openid-configuration`)
  for (const response of [await ask(), await ask()]) {
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await response.text()).toBe('slow down')
  }
  expect((await ask()).status).toBe(200)
  expect((await google.counts()).discovery).toBe(3)
})

test('a test that asks for no page and no application starts none, which would ask Google by itself', ({
  started,
}) => {
  expect(started.stack).toBeUndefined()
})

test('an endpoint can hang, and can cut the connection', async ({ issuer, google }) => {
  await google.failNext('jwks', { hang: true })
  const waiting = fetch(`${issuer}/oauth2/v3/certs`, { signal: AbortSignal.timeout(300) })
  await expect(waiting).rejects.toThrow('timeout')
  await google.failNext('jwks', { cut: true })
  await expect(fetch(`${issuer}/oauth2/v3/certs`)).rejects.toThrow('fetch failed')
  expect((await fetch(`${issuer}/oauth2/v3/certs`)).status).toBe(200)
})

test('a fault can be there for a time, whatever number of requests it meets', async ({ issuer, google }) => {
  await google.failNext('jwks', { status: 503, seconds: 600 })
  await google.failNext('jwks', { status: 500, seconds: 0.001 })
  const ask = async () => (await fetch(`${issuer}/oauth2/v3/certs`)).status
  expect([await ask(), await ask(), await ask()]).toEqual([503, 503, 503])
  await google.clearFaults()
  await google.failNext('jwks', { status: 503, seconds: 0.001 })
  await expect.poll(ask).toBe(200)
})

test('an endpoint can be slow, and still answer truly', async ({ issuer, google }) => {
  await google.failNext('jwks', { delayMs: 300 })
  const began = Date.now()
  const response = await fetch(`${issuer}/oauth2/v3/certs`)
  expect(Date.now() - began).toBeGreaterThan(290)
  expect((await response.json()).keys.length).toBeGreaterThan(0)
})

test('a refresh can be processed and its answer lost', async ({ visitor, google }) => {
  await google.settings({ rotation: true })
  const { refresh_token } = await visitor.signIn(ada)
  const before = (await google.issuedTokens()).length
  await google.failNext('token', { when: 'after', cut: true })
  await expect(visitor.refresh(refresh_token)).rejects.toThrow('fetch failed')
  expect((await google.issuedTokens()).length).toBeGreaterThan(before)
  expect(await visitor.refresh(refresh_token)).toHaveProperty('error', 'invalid_grant')
})

test('id_tokens verify against the published keys, also after the key changed', async ({
  issuer,
  visitor,
  google,
}) => {
  const first = await visitor.signIn(ada)
  await google.rotateKey()
  const second = await visitor.signIn(ada)
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/v3/certs`))
  for (const { id_token = '' } of [first, second]) {
    const { payload } = await jwtVerify(id_token, keys, {
      issuer,
      audience: client.id,
      algorithms: ['RS256'],
    })
    expect(payload).toMatchObject({
      sub: ada,
      nonce: 'the-nonce',
      email: 'ada@gmail.example',
      email_verified: true,
    })
  }
  expect(decodeProtectedHeader(first.id_token ?? '').kid).not.toBe(
    decodeProtectedHeader(second.id_token ?? '').kid,
  )
})

test('id_tokens can be made wrong: other claims, a foreign key, no signature', async ({
  issuer,
  visitor,
  google,
}) => {
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/v3/certs`))
  await google.tamperIdToken({ claims: { aud: 'somebody-else', nonce: null } })
  const { payload } = await jwtVerify((await visitor.signIn(ada)).id_token ?? '', keys)
  expect(payload.aud).toBe('somebody-else')
  expect(payload).not.toHaveProperty('nonce')
  for (const signature of ['foreign', 'none'] as const) {
    await google.tamperIdToken({ signature })
    await expect(jwtVerify((await visitor.signIn(ada)).id_token ?? '', keys)).rejects.toThrow()
  }
})

test('a profile changed at Google arrives with the next sign-in', async ({ visitor, google }) => {
  await google.changeProfile(ada, { name: 'Ada King', hd: 'analytical.example', picture: null })
  const { id_token = '' } = await visitor.signIn(ada)
  const claims = decodeJwt(id_token)
  expect(claims).toMatchObject({ name: 'Ada King', hd: 'analytical.example' })
  expect(claims).not.toHaveProperty('picture')
})

test('a person’s account at Facebook or X is changed in part, and can be taken away', async ({ google }) => {
  const [before] = await google.people()
  expect(before?.x).toMatchObject({ username: 'ada_lovelace', protected: false })
  const after = await google.changeProfile(ada, { facebook: null, x: { id: '2', suspended: true } })
  expect(after).toEqual({ ...before, facebook: null, x: { ...before?.x, id: '2', suspended: true } })
  const nothingToChange = google.changeProfile(ada, { facebook: { email: null } })
  await expect(nothingToChange).rejects.toThrow('facebook.id')
})

/** What control.ts says at its beginning, from which people type commands. */
const DOCUMENTED = [
  ...readFileSync(new URL('../../scripts/sandbox/control.ts', import.meta.url), 'utf8').matchAll(
    /^ \* {3}([A-Z]+) +(\/control\/[\w/-]+)/gm,
  ),
].map(([, method = '', path = '']) => `${method} ${path}`)

const person = { sub: '1', email: 'one@gmail.example', name: 'One' }

/** A right input for each command that has one, and what is answered; the others are sent without a body. */
const COMMANDS: Record<string, { input?: object; answer: object }> = {
  'GET /control/counts': { answer: { discovery: 0, drive: 0 } },
  'DELETE /control/counts': { answer: {} },
  'GET /control/requests': { answer: [] },
  'GET /control/tokens': { answer: [] },
  'GET /control/settings': { answer: { testing: false } },
  'PATCH /control/settings': { input: { testing: true }, answer: { testing: true, rotation: false } },
  'GET /control/facebook/settings': { answer: { accessTokenSeconds: 5_183_944 } },
  'PATCH /control/facebook/settings': {
    input: { accessTokenSeconds: 60 },
    answer: { accessTokenSeconds: 60 },
  },
  'POST /control/facebook/id-tokens': { input: { claims: { aud: 'another' } }, answer: {} },
  'POST /control/facebook/keys': { answer: {} },
  'POST /control/facebook/deauthorize': { input: { account: ada }, answer: { status: 200, body: 'told' } },
  'POST /control/facebook/delete-data': { input: { account: ada }, answer: { status: 200, body: 'told' } },
  'GET /control/x/settings': { answer: { accessTokenSeconds: 7200 } },
  'PATCH /control/x/settings': { input: { accessTokenSeconds: 60 }, answer: { accessTokenSeconds: 60 } },
  'GET /control/x/charges': { answer: [] },
  'PUT /control/clock': { input: { offsetSeconds: 60 }, answer: {} },
  'GET /control/faults': { answer: [] },
  'POST /control/faults': { input: { endpoint: 'jwks', status: 503 }, answer: {} },
  'DELETE /control/faults': { answer: {} },
  'POST /control/id-tokens': { input: { claims: { aud: 'another' } }, answer: {} },
  'POST /control/security-events': {
    input: { event: 'verification', url: 'http://127.0.0.1:9/' },
    answer: { answers: [{ status: 0 }] },
  },
  'GET /control/risc': { answer: { accounts: [], stream: null } },
  'POST /control/risc/service-accounts': { answer: { type: 'service_account' } },
  'POST /control/keys': { answer: {} },
  'GET /control/people': { answer: [{ name: 'Ada Lovelace' }, {}, {}, {}, {}] },
  'POST /control/people': { input: person, answer: person },
  'PATCH /control/people': { input: { sub: ada, name: 'Ada King' }, answer: { sub: ada, name: 'Ada King' } },
  'DELETE /control/people': { input: { sub: ada }, answer: { removed: true } },
  'GET /control/grants': { answer: [] },
  'DELETE /control/grants': { input: { account: ada }, answer: { removed: 0 } },
  'GET /control/mails': { answer: [] },
  'DELETE /control/mails': { answer: {} },
  'DELETE /control/access-tokens': { input: { account: ada }, answer: {} },
  'POST /control/well': { answer: {} },
  'POST /control/reset': { answer: {} },
}

const JSON_TYPE = { 'content-type': 'application/json' }

async function order(issuer: string, command: string, headers: Record<string, string>, body?: string) {
  const [method, path] = command.split(' ')
  const length: Record<string, string> = body ? { 'content-length': String(Buffer.byteLength(body)) } : {}
  const answer = await send(issuer + path, { method, headers: { ...headers, ...length }, body })
  expect(answer.headers.get('content-type'), command).toMatch(/^application\/json\b/)
  return { status: answer.status, json: JSON.parse(answer.text) }
}

test('every command that the control API has is documented, and tried here', () => {
  expect(DOCUMENTED).toEqual(Object.keys(commands))
  expect(Object.keys(COMMANDS)).toEqual(DOCUMENTED)
})

for (const [command, { input, answer }] of Object.entries(COMMANDS)) {
  test(`${command} is answered as it is documented, and an error in JSON as well`, async ({ issuer }) => {
    const right = { status: 200, json: answer }
    if (input) {
      expect(await order(issuer, command, JSON_TYPE, JSON.stringify(input))).toMatchObject(right)
      for (const wrong of ['{', '"text"', undefined])
        expect(await order(issuer, command, JSON_TYPE, wrong)).toEqual({
          status: 400,
          json: { error: expect.any(String) },
        })
    } else {
      for (const headers of [{}, JSON_TYPE, { 'content-type': 'application/json; charset=utf-8' }])
        expect(await order(issuer, command, headers)).toMatchObject(right)
      if (!command.startsWith('GET'))
        expect(await order(issuer, command, JSON_TYPE, '{}')).toMatchObject(right)
    }
  })

  test(`${command} is not for a page in a browser`, async ({ issuer, google }) => {
    const before = [await google.people(), await google.grants()]
    const port = new URL(issuer).port
    const refused = { status: 403, json: { error: expect.any(String) } }
    const rebound = { ...JSON_TYPE, host: `evil.example:${port}` }
    expect(await order(issuer, command, rebound, input && JSON.stringify(input))).toEqual(refused)
    if (command.startsWith('GET')) return
    const origin = { origin: 'https://evil.example' }
    for (const [headers, body] of [
      [{ ...origin, 'content-type': 'text/plain' }, JSON.stringify(input ?? {})],
      [{ ...origin, 'content-type': 'application/x-www-form-urlencoded' }, 'a=b'],
      [origin, input && JSON.stringify(input)],
      [{ origin: 'null' }, undefined],
    ] as const)
      expect(await order(issuer, command, headers, body)).toEqual(refused)
    expect([await google.people(), await google.grants()]).toEqual(before)
  })
}

test('what the control API does not have is said in JSON, and a page may not ask whether it might', async ({
  issuer,
}) => {
  for (const command of [
    'GET /control/',
    'POST /control/counts',
    'GET /control/nothing',
    'OPTIONS /control/reset',
  ]) {
    const { status, json } = await order(issuer, command, {})
    expect({ status, json }).toEqual({ status: 404, json: { error: `there is no ${command}` } })
  }
  const asked = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' }
  const answer = await send(`${issuer}/control/people`, { method: 'OPTIONS', headers: asked })
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})
