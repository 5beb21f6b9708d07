import { expect } from '@playwright/test'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { ada } from '#tests/support/google'
import { client } from '#tests/support/google-visitor'
import { test } from '#tests/support/test'

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

test('an endpoint can hang, and can cut the connection', async ({ issuer, google }) => {
  await google.failNext('jwks', { hang: true })
  const waiting = fetch(`${issuer}/oauth2/v3/certs`, { signal: AbortSignal.timeout(300) })
  await expect(waiting).rejects.toThrow('timeout')
  await google.failNext('jwks', { cut: true })
  await expect(fetch(`${issuer}/oauth2/v3/certs`)).rejects.toThrow('fetch failed')
  expect((await fetch(`${issuer}/oauth2/v3/certs`)).status).toBe(200)
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

test('the control API answers neither other names nor forms', async ({ issuer }) => {
  const form = await fetch(`${issuer}/control/reset`, {
    method: 'POST',
    body: new URLSearchParams({ a: 'b' }),
  })
  expect(form.status).toBe(403)
})
