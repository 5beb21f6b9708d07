import { createHash } from 'node:crypto'
import { expect } from '@playwright/test'
import { authjsFetch } from '#lib/auth/authjs-fetch'
import type { TokenFields } from '#lib/provider/token-answer'
import { type GitHubUser, mona, startGitHub } from '#tests/support/github'
import { test as base } from '#tests/support/test'
import { github } from '../../docs/examples/github/provider.ts'
import { setExample } from '../../docs/examples/github/settings.ts'

/** The example of docs/extend.md, as lib/auth uses a provider of the table. */
const client = {
  id: 'Iv1.8a61f9b3a7aba766',
  secret: '9f2d7c1e0b5a48f6937d2e1c0b5a48f6937d2e1c',
  redirectUri: 'http://localhost:3000/api/auth/callback/github',
}
const VERIFIER = 'v'.repeat(43)

type Person = Awaited<ReturnType<typeof startGitHub>>

const test = base.extend<{ user: GitHubUser; at: Person }>({
  user: [mona, { option: true }],
  at: async ({ user, databaseUrl: _environment }, use) => {
    const at = await startGitHub(client, user)
    setExample({ client, standIn: at.url })
    await use(at)
    await at.close()
  },
})

/** Sends a browser to GitHub, and returns the code that it comes back with. */
async function authorize(kind: 'sign-in' | 'confirm' = 'sign-in') {
  const { authorization } = (await github.authjs(fetch)) as { authorization: { url: string } }
  const url = new URL(authorization.url)
  const query = {
    client_id: client.id,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    state: 'the-state',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...(await github.parameters({ kind, scopes: github.askedScopes(), hint: null })),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const response = await fetch(url, { redirect: 'manual' })
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? ''
}

/** Exchanges a code by our own fetch, as Auth.js does it. */
async function exchange(code: string, changes: Record<string, string> = {}, codeVerifier = VERIFIER) {
  let fields: TokenFields | undefined
  const ours = authjsFetch(github, { codeVerifier, nonce: '' }, (answer) => {
    fields = answer
  })
  const { token } = (await github.authjs(ours)) as { token: string }
  await ours(token, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.redirectUri,
      client_id: client.id,
      client_secret: client.secret,
      ...changes,
    }),
  })
  return github.readTokens(fields, github.askedScopes())
}

test('somebody is known by the number that GitHub has for them, and by nothing that changes hands', async ({
  at,
}) => {
  const tokens = await exchange(await authorize())
  expect(tokens).toMatchObject({ scopes: ['user:email'], refreshToken: null, accessTokenExpiresAt: null })
  expect(await github.identify(tokens, '')).toEqual({
    provider: 'github',
    issuer: at.url,
    subject: '583231',
    email: 'mona@mona.example',
    emailVerified: false,
    emailKey: null,
    handle: 'mona',
    name: 'Mona Lisa',
    image: 'https://avatars.example/u/583231?v=4',
    hostedDomain: null,
    authenticatedAt: null,
  })
  expect(at.asked).toEqual([
    'GET /login/oauth/authorize',
    'POST /login/oauth/access_token',
    'GET /user',
    'GET /user/emails',
  ])
})

test('scopes that are listed with commas are several', () => {
  const answer = { access_token: 'gho_1', token_type: 'bearer', scope: 'repo,user:email' }
  expect(github.readTokens(answer, []).scopes).toEqual(['repo', 'user:email'])
})

const addresses: [title: string, emails: unknown, email: string | null][] = [
  ['that is not verified', [{ email: 'a@b.example', primary: true, verified: false }], null],
  [
    'that is verified and not the primary one',
    [{ email: 'a@b.example', primary: false, verified: true }],
    null,
  ],
  ['that is none', [{ email: 'a@@b', primary: true, verified: true }], null],
  ['of another type', [{ email: 7, primary: true, verified: true }], null],
  ['that is verified by a text', [{ email: 'a@b.example', primary: 'true', verified: 'true' }], null],
  ['of nobody', [], null],
  ['in no list', { message: 'Requires authentication' }, null],
  [
    'as people write them',
    [{ email: 'Mona+1@B.example', primary: true, verified: true }],
    'Mona+1@B.example',
  ],
]

for (const [title, body, email] of addresses) {
  test(`an address ${title} is ${email === null ? 'not taken' : 'taken as it is'}`, async ({ at }) => {
    const tokens = await exchange(await authorize())
    at.answerNext('/user/emails', { status: 200, body })
    expect(await github.identify(tokens, '')).toMatchObject({ email, emailVerified: false, emailKey: null })
  })
}

test('without the scope for it, nobody asks for an address', async ({ at }) => {
  const tokens = await exchange(await authorize())
  expect(await github.identify({ ...tokens, scopes: [] }, '')).toMatchObject({
    email: null,
    subject: '583231',
  })
  expect(at.asked).not.toContain('GET /user/emails')
})

for (const [title, changes, code, verifier] of [
  ['a code that is not good', { code: 'nonsense' }, 'attempt_expired'],
  ['a verifier that does not fit', {}, 'attempt_expired', 'w'.repeat(43)],
  ['a wrong secret', { client_secret: 'wrong' }, 'provider_refused'],
] as const) {
  test(`${title} is refused with status 200, and is ${code}`, async ({ at: _github }) => {
    await expect(exchange(await authorize(), changes, verifier)).rejects.toMatchObject({
      code,
      provider: 'github',
    })
  })
}

for (const [error, code] of [
  ['redirect_uri_mismatch', 'redirect_mismatch'],
  ['unverified_user_email', 'provider_asks'],
  ['something_new', 'provider_invalid'],
  [{ of: 'another type' }, 'provider_invalid'],
] as const) {
  test(`the refusal ${JSON.stringify(error)} is ${code}`, async ({ at }) => {
    at.answerNext('/login/oauth/access_token', { status: 200, body: { error } })
    await expect(exchange('any')).rejects.toMatchObject({ code, provider: 'github' })
  })
}

const answersOfUser: [title: string, answer: Parameters<Person['answerNext']>[1], code: string][] = [
  ['a text for an id', { status: 200, body: { ...mona, id: '583231' } }, 'provider_invalid'],
  ['no id', { status: 200, body: { login: 'mona' } }, 'provider_invalid'],
  ['a page', { status: 200, body: '<html>' }, 'provider_invalid'],
  ['401', { status: 401, body: { message: 'Bad credentials' } }, 'provider_denied'],
  ['403', { status: 403, body: { message: 'Forbidden' } }, 'provider_denied'],
  [
    '403 because it was asked too often',
    { status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0' } },
    'provider_limit',
  ],
  ['429', { status: 429, body: {} }, 'provider_limit'],
  ['503', { status: 503, body: '<html>' }, 'provider_unavailable'],
  ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'provider_unavailable'],
]

for (const [title, answer, code] of answersOfUser) {
  test(`a GitHub that answers ${title} lets nobody in: ${code}`, async ({ at }) => {
    const tokens = await exchange(await authorize())
    at.answerNext('/user', answer)
    await expect(github.identify(tokens, '')).rejects.toMatchObject({ code, provider: 'github' })
  })
}

test('what is stored of a profile is clean, and a name that is none is left out', async ({ at }) => {
  const tokens = await exchange(await authorize())
  const body = { id: 1, login: 'a b', name: 'Mo\u202ena\u0000', avatar_url: 'javascript:alert(1)' }
  at.answerNext('/user', { status: 200, body })
  expect(await github.identify(tokens, '')).toMatchObject({
    subject: '1',
    handle: null,
    name: 'Mona',
    image: null,
  })
})

test('one token ends all that somebody allowed, and a second time there is nothing left', async ({ at }) => {
  const [first, second] = [await exchange(await authorize()), await exchange(await authorize())]
  expect(await github.revocation.revoke(first.accessToken)).toEqual({ kind: 'revoked' })
  expect(at.tokens.size).toBe(0)
  expect(await github.revocation.revoke(second.accessToken)).toEqual({ kind: 'nothing-to-revoke' })
  at.answerNext(`/applications/${client.id}/grant`, { status: 503, body: '' })
  expect(await github.revocation.revoke('any')).toEqual({ kind: 'failed', reason: 'revocation answered 503' })
  setExample({ client: { ...client, secret: 'wrong' }, standIn: at.url })
  expect(await github.revocation.revoke('any')).toEqual({
    kind: 'refused',
    reason: 'revocation answered 401',
  })
})
