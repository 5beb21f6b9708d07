import { text } from 'node:stream/consumers'
import { test as base, expect } from '@playwright/test'
import { brand } from '#lib/brand'
import { probeClient, probeRedirect } from '#lib/google/probe'
import { discovery, type Issuer, json, startIssuer } from '#tests/support/providers'

const client = { id: 'client', secret: 'secret', redirectUri: 'https://app.example/api/auth/callback/google' }

const test = base.extend<{ issuer: Issuer }>({
  issuer: async ({}, use) => {
    const issuer = await startIssuer()
    await use(issuer)
    await issuer.close()
  },
})

/** What Google passes to its error page: a message whose first field is the code, in base64. */
function authError(code: string, message: string): string {
  const field = (text: string, number: number) =>
    Buffer.from([number * 8 + 2, text.length, ...Buffer.from(text)])
  return encodeURIComponent(Buffer.concat([field(code, 1), field(message, 2)]).toString('base64'))
}

/** What the doctor concludes when the authorization endpoint sends the browser on like this. */
async function askWith(issuer: Issuer, ...locations: string[]) {
  issuer.answer('/authorize', (_request, response) => {
    const location = locations.shift()
    response.writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location }).end()
  })
  return probeRedirect(`${issuer.url}/authorize`, client)
}

test('a redirect URI that Google sends the browser back to is registered', async ({ issuer }) => {
  for (const error of ['interaction_required&error_subtype=access_denied', 'login_required']) {
    expect(await askWith(issuer, `${client.redirectUri}?state=${brand.slug}-doctor&error=${error}`)).toEqual({
      kind: 'accepted',
    })
  }
})

test('a provider that shows its sign-in page instead has accepted the request as well', async ({
  issuer,
}) => {
  expect(await askWith(issuer, '/authorize?step=2')).toEqual({ kind: 'accepted' })
})

for (const [code, message] of [
  ['redirect_uri_mismatch', 'You can’t sign in to this app because it does not comply'],
  ['invalid_client', 'The OAuth client was not found.'],
  ['deleted_client', 'The OAuth client was deleted.'],
] as const) {
  test(`Google’s error page is understood: ${code}`, async ({ issuer }) => {
    const page = `/signin/oauth/error?authError=${authError(code, message)}&client_id=client`
    expect(await askWith(issuer, page)).toEqual({ kind: 'refused', code })
    expect(await askWith(issuer, '/authorize?again', page)).toEqual({ kind: 'refused', code })
  })
}

test('the error page of another provider is understood by its text', async ({ issuer }) => {
  issuer.answer('/authorize', (_request, response) => {
    response.writeHead(400, { 'content-type': 'text/html' }).end('<pre>error: invalid_redirect_uri</pre>')
  })
  expect(await probeRedirect(`${issuer.url}/authorize`, client)).toEqual({
    kind: 'refused',
    code: 'invalid_redirect_uri',
  })
})

test('nothing is concluded from what is no answer', async ({ issuer }) => {
  expect(await askWith(issuer, 'https://elsewhere.example/')).toMatchObject({ kind: 'unclear' })
  expect(await askWith(issuer, ...Array.from({ length: 9 }, () => '/authorize'))).toMatchObject({
    kind: 'unclear',
  })
  issuer.answer(
    '/authorize',
    json(() => ({ error: 'invalid_client' }), 503),
  )
  expect(await probeRedirect(`${issuer.url}/authorize`, client)).toEqual({
    kind: 'unclear',
    code: 'status 503',
  })
})

test('the request asks for nobody’s consent, and comes from no browser', async ({ issuer }) => {
  let asked = ''
  issuer.answer('/authorize', ({ url = '', headers }, response) => {
    asked = `${url} ${headers.cookie ?? 'without a cookie'}`
    response.writeHead(200).end()
  })
  await probeRedirect(`${issuer.url}/authorize?hl=en`, client)
  expect(asked).toContain('hl=en&client_id=client&redirect_uri=https%3A%2F%2Fapp.example')
  expect(asked).toContain('scope=openid&prompt=none&')
  expect(asked).toContain('without a cookie')
})

for (const [status, body, kind] of [
  [400, { error: 'invalid_grant', error_description: 'Malformed auth code.' }, 'accepted'],
  [400, { error: 'redirect_uri_mismatch', error_description: 'Bad Request' }, 'accepted'],
  [401, { error: 'invalid_client', error_description: 'The provided client secret is invalid.' }, 'refused'],
  [401, { error: 'deleted_client' }, 'refused'],
  [400, { error: 'invalid_request' }, 'unclear'],
  [503, '<html>', 'unclear'],
] as const) {
  test(`a token endpoint that answers ${JSON.stringify(body)} has ${kind} the client`, async ({ issuer }) => {
    issuer.answer(
      '/token',
      json(() => body, status),
    )
    expect(await probeClient(discovery(issuer.url), client)).toMatchObject({ kind })
  })
}

test('the client is shown in the way that the provider lists, as in a sign-in', async ({ issuer }) => {
  const seen: string[] = []
  issuer.answer('/token', async (request, response) => {
    seen.push(
      `${request.headers.authorization ?? 'no header'} ${new URLSearchParams(await text(request)).get('client_secret')}`,
    )
    response.writeHead(400).end('{"error":"invalid_grant"}')
  })
  const ways = { token_endpoint_auth_methods_supported: ['client_secret_post'] }
  await probeClient(discovery(issuer.url), client)
  await probeClient({ ...discovery(issuer.url), ...ways }, client)
  expect(seen).toEqual([`Basic ${btoa('client:secret')} null`, 'no header secret'])
})

test('a clock is read from the answer, and from how long a cache has kept it', async ({ issuer }) => {
  const theirs = new Date(Date.now() - 3_600_000)
  issuer.answer('/token', (_request, response) => {
    response.writeHead(400, { date: theirs.toUTCString(), age: '3600' }).end('{"error":"invalid_grant"}')
  })
  const { clock } = await probeClient(discovery(issuer.url), client)
  expect(Math.abs((clock?.theirs ?? 0) - (clock?.ours ?? 0))).toBeLessThan(clock?.blur ?? 0)
})
