import { createHash } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { startSandbox } from '#scripts/sandbox/server'
import { xClient } from '#tests/support/clients'
import { ada, controlGoogle, grace } from '#tests/support/google'
import { test as base } from '#tests/support/test'
import {
  adaAtX,
  basic,
  controlX,
  createXVisitor,
  invalidToken,
  nahapetyanAtX,
  xPostsScope,
  xSignInScope,
} from '#tests/support/x'

const test = base.extend<{
  x: ReturnType<typeof controlX>
  atX: ReturnType<typeof createXVisitor>
}>({
  // Google is what is put back after each test.
  x: async ({ issuer, google: _reset }, use) => use(controlX(issuer)),
  atX: async ({ issuer, google: _reset }, use) => use(createXVisitor(issuer)),
})

const nahapetyan = '104857600000000000004'

test.describe('authorization', () => {
  const wrong: [title: string, parameters: Record<string, string | undefined>][] = [
    ['an unknown client', { client_id: 'nobody' }],
    ['another redirect URI', { redirect_uri: 'http://localhost:3000/api/auth/callback/other' }],
    ['a redirect URI with a slash more', { redirect_uri: `${xClient.redirectUris[0]}/` }],
    ['no redirect URI', { redirect_uri: undefined }],
    ['a scope that X does not have', { scope: `${xSignInScope} openid` }],
    ['no scope', { scope: undefined }],
    ['no code_challenge', { code_challenge: undefined }],
    ['another code_challenge_method', { code_challenge_method: 'S512' }],
    ['a state of 501 characters', { state: 's'.repeat(501) }],
    ['another response_type', { response_type: 'token' }],
  ]
  for (const [title, parameters] of wrong) {
    test(`${title} ends on X’s own page, with status 200 and without a way back`, async ({ atX, google }) => {
      const { status, text, answer } = await atX.authorize(parameters)
      expect({ status, answer }).toEqual({ status: 200, answer: undefined })
      expect(text).toContain('<h1>Something went wrong</h1>')
      expect(text).toContain('You weren’t able to give access to the App.')
      expect((await google.issuedTokens()).filter(({ kind }) => kind === 'code')).toEqual([])
    })
  }

  test('a state of 500 characters comes back as it was', async ({ atX }) => {
    const state = 's'.repeat(500)
    expect((await atX.agree(ada, { state })).answer?.get('state')).toBe(state)
  })

  test('users.email can be asked for where the app may request the address', async ({ atX, x }) => {
    const scope = `${xSignInScope} users.email`
    expect((await atX.authorize({ scope })).text).toContain('Sign in to X')
    await x.settings({ requestEmail: false })
    expect((await atX.authorize({ scope })).text).toContain('Something went wrong')
  })

  test('it asks each time, knows who is signed in, and lets another account be chosen', async ({ atX }) => {
    const chooser = await atX.authorize()
    for (const handle of ['@ada_lovelace', '@nahapetyan']) expect(chooser.text).toContain(handle)
    expect(chooser.text).not.toContain('Grace Hopper')
    expect(chooser.text).toContain('<strong>X sandbox – not X.</strong>')
    const consent = await atX.press(chooser, 'account', { account: ada })
    expect(consent.text).toContain('@ada_lovelace')
    await atX.press(consent, 'consent', { account: ada })
    const again = await atX.authorize()
    expect(again.text).toContain('wants to access your X account')
    expect((await atX.open(`${again.path}?choose`)).text).toContain('@nahapetyan')
  })

  test('whoever has no account there is shown none, and cannot agree', async ({ atX }) => {
    const chooser = await atX.authorize()
    expect((await atX.press(chooser, 'consent', { account: grace })).answer).toBeUndefined()
  })

  test('cancelling comes back as access_denied, and the screens are over', async ({ atX }) => {
    const chooser = await atX.authorize()
    const { answer } = await atX.press(chooser, 'cancel')
    expect(Object.fromEntries(answer ?? [])).toEqual({ state: 'the-state', error: 'access_denied' })
    expect((await atX.press(chooser, 'consent', { account: ada })).text).toContain('Something went wrong')
  })

  test('signing out of the sandbox forgets who was signed in at X', async ({ atX }) => {
    await atX.agree(ada)
    await atX.open('/sign-out', new URLSearchParams())
    expect((await atX.authorize()).text).toContain('Sign in to X')
  })
})

test.describe('the token endpoint', () => {
  test('a code brings an opaque token for two hours, and a refresh token only with offline.access', async ({
    atX,
  }) => {
    const plain = await atX.signIn(ada)
    expect(plain).toEqual({
      token_type: 'bearer',
      expires_in: 7200,
      access_token: expect.stringMatching(/^[\w-]{48}$/),
      scope: xSignInScope,
    })
    const offline = await atX.signIn(ada, { scope: xPostsScope })
    expect(offline).toMatchObject({ scope: xPostsScope, refresh_token: expect.any(String) })
  })

  test('consent is not incremental: a later sign-in has what it asked for, and no more', async ({ atX }) => {
    await atX.signIn(ada, { scope: xPostsScope })
    expect(await atX.signIn(ada)).not.toHaveProperty('refresh_token')
  })

  const wrongCode = {
    error: 'invalid_request',
    error_description: 'Value passed for the authorization code was invalid.',
  }
  test('a code is good once, for 30 seconds, for its redirect URI, its verifier and its client', async ({
    atX,
    issuer,
    google,
  }) => {
    const code = async () => (await atX.agree(ada)).answer?.get('code') ?? ''
    const used = await code()
    expect(await atX.exchange(used)).toHaveProperty('access_token')
    expect(await atX.exchange(used)).toEqual(wrongCode)
    expect(await atX.exchange('never-issued')).toEqual(wrongCode)
    expect(await atX.exchange(await code(), { redirect_uri: 'http://localhost:3000/' })).toEqual({
      error: 'invalid_request',
      error_description: 'Value passed for the redirect uri did not match the uri of the authorization code.',
    })
    expect(await atX.exchange(await code(), { code_verifier: 'another' })).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('code verifier'),
    })
    const old = await code()
    await google.setClock(31)
    expect(await atX.exchange(old)).toEqual(wrongCode)
    expect(issuer).toBeTruthy()
  })

  test('PKCE may be plain', async ({ atX }) => {
    const plain = { code_challenge: atX.verifier, code_challenge_method: undefined }
    expect(await atX.signIn(ada, plain)).toHaveProperty('access_token')
  })

  test('Basic is compulsory, and an unknown client is told apart from a wrong secret', async ({ atX, x }) => {
    const header = { error: 'unauthorized_client', error_description: 'Missing valid authorization header' }
    const form = {
      grant_type: 'refresh_token',
      refresh_token: 'any',
      client_id: xClient.id,
      client_secret: xClient.secret,
    }
    for (const path of ['/2/oauth2/token', '/2/oauth2/revoke']) {
      for (const headers of [{}, basic(xClient.id, 'wrong')] as Record<string, string>[]) {
        const response = await atX.post(path, form, headers)
        expect([response.status, await response.json()], path).toEqual([401, header])
      }
      const unknown = await atX.post(path, form, basic('nobody', 'wrong'))
      expect([unknown.status, (await unknown.json()).error], path).toEqual([400, 'invalid_client'])
    }
    await x.settings({ clientIdInForm: true })
    expect(await atX.refresh('any')).toHaveProperty(
      'error_description',
      'Missing required parameter [client_id].',
    )
    const both = await atX.post('/2/oauth2/token', form)
    expect(await both.json()).toEqual(invalidToken)
  })

  test('a refresh token rotates: each is good once, and the one it brought is good', async ({ atX }) => {
    let { refresh_token } = await atX.signIn(ada, { scope: xPostsScope })
    for (let i = 0; i < 3; i++) {
      const next = await atX.refresh(refresh_token)
      expect(next.refresh_token).not.toBe(refresh_token)
      expect((await atX.me(next.access_token)).status).toBe(200)
      refresh_token = next.refresh_token
    }
  })

  test('a second use is refused with X’s own words, and ends everything of that authorization', async ({
    atX,
    x,
  }) => {
    const other = await atX.signIn(ada, { scope: xPostsScope })
    const first = await atX.signIn(ada, { scope: xPostsScope })
    const second = await atX.refresh(first.refresh_token)
    const again = await atX.post('/2/oauth2/token', {
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token ?? '',
    })
    expect([again.status, await again.json()]).toEqual([400, invalidToken])
    expect(await atX.refresh(second.refresh_token)).toEqual(invalidToken)
    expect((await atX.me(second.access_token)).status).toBe(401)
    const third = await atX.refresh(other.refresh_token)
    expect(third).toHaveProperty('refresh_token')
    await x.settings({ reuseEndsFamily: false })
    expect(await atX.refresh(other.refresh_token)).toEqual(invalidToken)
    expect(await atX.refresh(third.refresh_token)).toHaveProperty('refresh_token')
  })

  test('tokens end by themselves, when the person removes the app, and with the account', async ({
    atX,
    google,
    x,
  }) => {
    const first = await atX.signIn(ada, { scope: xPostsScope })
    await google.setClock(7201)
    expect((await atX.me(first.access_token)).status).toBe(401)
    await google.setClock(184 * 86_400)
    expect(await atX.refresh(first.refresh_token)).toEqual(invalidToken)
    await google.setClock(0)
    await x.removeGrant(ada)
    expect(await atX.refresh(first.refresh_token)).toEqual(invalidToken)
    const second = await atX.signIn(ada, { scope: xPostsScope })
    await google.changeProfile(ada, { x: null })
    expect((await atX.me(second.access_token)).status).toBe(401)
    await google.removePerson(ada)
    expect(await atX.refresh(second.refresh_token)).toEqual(invalidToken)
  })

  test('a new authorization may end the refresh tokens of the earlier ones', async ({ atX, x }) => {
    const first = await atX.signIn(ada, { scope: xPostsScope })
    await atX.signIn(ada)
    const second = await atX.refresh(first.refresh_token)
    expect(second).toHaveProperty('refresh_token')
    await x.settings({ consentEndsEarlier: true })
    await atX.signIn(ada)
    expect(await atX.refresh(second.refresh_token)).toEqual(invalidToken)
  })

  test('revocation ends one token and no other', async ({ atX }) => {
    const { access_token, refresh_token = '' } = await atX.signIn(ada, { scope: xPostsScope })
    const answer = await atX.revoke(refresh_token)
    expect([answer.status, await answer.json()]).toEqual([200, { revoked: true }])
    expect(await atX.refresh(refresh_token)).toEqual(invalidToken)
    expect((await atX.me(access_token)).status).toBe(200)
    await atX.revoke(access_token)
    expect((await atX.me(access_token)).status).toBe(401)
    expect((await atX.revoke('never-issued')).status).toBe(200)
  })
})

test.describe('users/me', () => {
  const userFields = { 'user.fields': 'profile_image_url,confirmed_email,protected,verified' }

  test('tells id, name and handle, and of the fields those that are asked for', async ({ atX, issuer }) => {
    const { access_token } = await atX.signIn(ada, { scope: `${xSignInScope} users.email` })
    expect(await (await atX.me(access_token)).json()).toEqual({
      data: { id: adaAtX, name: 'Ada Lovelace', username: 'ada_lovelace' },
    })
    expect(await (await atX.me(access_token, userFields)).json()).toEqual({
      data: {
        id: adaAtX,
        name: 'Ada Lovelace',
        username: 'ada_lovelace',
        confirmed_email: 'ada@gmail.example',
        profile_image_url: `${issuer}/photos/${ada}.svg`,
        protected: false,
        verified: false,
      },
    })
    expect((await atX.me(access_token, { 'user.fields': 'password' })).status).toBe(400)
  })

  test('the address takes the scope, the app’s setting and an address', async ({ atX, x }) => {
    const scope = `${xSignInScope} users.email`
    const email = async (token: string) => {
      const { data, errors } = await (await atX.me(token, userFields)).json()
      return [data.confirmed_email, errors?.map(({ type }: { type: string }) => type.split('/').at(-1))]
    }
    expect(await email((await atX.signIn(ada)).access_token)).toEqual([undefined, ['field-unauthorized']])
    const nobody = await atX.signIn(nahapetyan, { scope })
    expect(await email(nobody.access_token)).toEqual([undefined, undefined])
    const { access_token } = await atX.signIn(ada, { scope })
    await x.settings({ requestEmail: false })
    expect(await email(access_token)).toEqual([undefined, ['field-unauthorized']])
  })

  test('needs both scopes, and a token', async ({ atX }) => {
    for (const scope of ['users.read', 'tweet.read']) {
      const response = await atX.me((await atX.signIn(ada, { scope })).access_token)
      expect([response.status, await response.json()]).toMatchObject([
        403,
        { title: 'Forbidden', status: 403 },
      ])
    }
    const response = await atX.me('never-issued')
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { title: 'Unauthorized', status: 401 },
    ])
  })

  test('a changed handle arrives with the next call, and the id stays', async ({ atX, google }) => {
    const { access_token } = await atX.signIn(ada)
    await google.changeProfile(ada, { x: { username: 'countess', name: 'The Countess' } })
    const { data } = await (await atX.me(access_token)).json()
    expect(data).toEqual({ id: adaAtX, name: 'The Countess', username: 'countess' })
  })

  for (const [suspendedAs, status] of [
    ['forbidden', 403],
    ['unauthorized', 401],
    ['partial', 200],
  ] as const)
    test(`of a suspended account it tells nothing: ${suspendedAs}`, async ({ atX, google, x }) => {
      const { access_token } = await atX.signIn(ada)
      await google.changeProfile(ada, { x: { suspended: true } })
      await x.settings({ suspendedAs })
      const response = await atX.me(access_token)
      expect(response.status).toBe(status)
      const body = await response.json()
      expect(body).not.toHaveProperty('data')
      if (status === 200) expect(body.errors[0].type).toMatch(/resource-not-found$/)
    })

  test('75 calls in 15 minutes are answered, with what is left in three headers', async ({ atX, google }) => {
    const { access_token } = await atX.signIn(ada)
    const limits = ({ headers }: Response) =>
      ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-rate-limit-${name}`)))
    const before = Math.floor(Date.now() / 1000)
    const first = await atX.me(access_token)
    const [limit, remaining, reset = 0] = limits(first)
    expect([limit, remaining]).toEqual([75, 74])
    expect(reset - before).toBeGreaterThan(895)
    for (let i = 1; i < 75; i++) expect((await atX.me(access_token)).status).toBe(200)
    const limited = await atX.me(access_token)
    expect(limited.status).toBe(429)
    expect(limits(limited)).toEqual([75, 0, reset])
    expect(limited.headers.get('retry-after')).toBeNull()
    expect((await atX.me((await atX.signIn(nahapetyan)).access_token)).status).toBe(200)
    await google.setClock(902)
    expect((await atX.me(access_token)).status).toBe(200)
  })

  test('each thing is charged once a day, and without credits nothing is answered', async ({
    atX,
    x,
    google,
  }) => {
    await x.settings({ credits: 15 })
    const { access_token } = await atX.signIn(ada)
    await atX.me(access_token)
    await atX.me(access_token)
    expect(await x.charges()).toEqual([{ day: expect.any(String), resource: `user:${adaAtX}`, price: 10 }])
    expect(await x.currentSettings()).toHaveProperty('credits', 5)
    await google.setClock(86_400)
    const later = await atX.signIn(ada)
    await atX.me(later.access_token)
    const response = await atX.me(later.access_token)
    expect([response.status, await response.json()]).toMatchObject([402, { title: 'CreditsDepleted' }])
  })
})

test.describe('tweets', () => {
  test('come in pages, newest first, until there are none', async ({ atX, x }) => {
    const { access_token } = await atX.signIn(ada)
    const ids: string[] = []
    const counts: number[] = []
    let token: string | undefined
    do {
      const query = {
        max_results: '20',
        'tweet.fields': 'created_at',
        ...(token && { pagination_token: token }),
      }
      const { data, meta } = await (await atX.tweets(access_token, adaAtX, query)).json()
      for (const post of data) {
        expect(post).toMatchObject({ text: expect.any(String), edit_history_tweet_ids: [post.id] })
        ids.push(post.id)
      }
      expect([meta.newest_id, meta.oldest_id, meta.result_count]).toEqual([
        data[0].id,
        data.at(-1).id,
        data.length,
      ])
      counts.push(meta.result_count)
      token = meta.next_token
    } while (token)
    expect(counts).toEqual([20, 20, 5])
    expect(ids.map(BigInt)).toEqual(ids.map(BigInt).sort((one, other) => (one < other ? 1 : -1)))
    expect((await x.charges()).filter(({ price }) => price === 5)).toHaveLength(45)
  })

  test('replies and reposts can be left out, and times and ids bound them', async ({ atX, google }) => {
    await google.changeProfile(ada, {
      x: {
        posts: [
          { text: 'three', id: '30', created_at: '2026-11-03T00:00:00Z', kind: 'post', unavailable: false },
          { text: 'two', id: '20', created_at: '2026-11-02T00:00:00Z', kind: 'repost', unavailable: false },
          { text: 'one', id: '10', created_at: '2026-11-01T00:00:00Z', kind: 'reply', unavailable: false },
        ],
      },
    })
    const { access_token } = await atX.signIn(ada)
    const texts = async (query: Record<string, string>) => {
      const { data } = await (await atX.tweets(access_token, adaAtX, query)).json()
      return (data ?? []).map(({ text }: { text: string }) => text)
    }
    expect(await texts({})).toEqual(['three', 'two', 'one'])
    expect(await texts({ exclude: 'replies' })).toEqual(['three', 'two'])
    expect(await texts({ exclude: 'replies,retweets' })).toEqual(['three'])
    expect(await texts({ start_time: '2026-11-02T00:00:00Z' })).toEqual(['three', 'two'])
    expect(await texts({ end_time: '2026-11-02T00:00:00Z' })).toEqual(['one'])
    expect(await texts({ since_id: '10', until_id: '30' })).toEqual(['two'])
  })

  test('a repost is cut at 140 characters, and three characters are entities', async ({ atX, google }) => {
    const { access_token } = await atX.signIn(ada)
    const { data } = await (
      await atX.tweets(access_token, adaAtX, { max_results: '100', 'tweet.fields': 'referenced_tweets' })
    ).json()
    const reposts = data.filter(
      (post: { referenced_tweets?: { type: string }[] }) => post.referenced_tweets?.[0]?.type === 'retweeted',
    )
    expect(reposts.length).toBeGreaterThan(0)
    for (const { text } of reposts) expect([...text]).toHaveLength(140)
    await google.changeProfile(ada, {
      x: { posts: [{ text: 'a < b & c > d "e"', kind: 'post', unavailable: false }] },
    })
    const own = await (await atX.tweets(access_token, adaAtX)).json()
    expect(own.data[0].text).toBe('a &lt; b &amp; c &gt; d "e"')
  })

  test('an account without posts has no data, and only 3,200 of them can be reached', async ({
    atX,
    google,
    x,
  }) => {
    await google.changeProfile(ada, { x: { posts: 0 } })
    const { access_token } = await atX.signIn(ada)
    expect(await (await atX.tweets(access_token, adaAtX)).json()).toEqual({ meta: { result_count: 0 } })
    await google.changeProfile(ada, { x: { posts: 3300 } })
    for (const [exclude, reach] of [
      [undefined, 3200],
      ['replies', 800],
    ] as const) {
      let count = 0
      let token: string | undefined
      do {
        const query = {
          max_results: '100',
          ...(exclude && { exclude }),
          ...(token && { pagination_token: token }),
        }
        const { meta } = await (await atX.tweets(access_token, adaAtX, query)).json()
        count += meta.result_count
        token = meta.next_token
      } while (token)
      expect(count).toBe(reach)
    }
    expect(await x.currentSettings()).toHaveProperty('tweetsLimit', 900)
  })

  const wrong: Record<string, string>[] = [
    { max_results: '4' },
    { max_results: '101' },
    { max_results: 'all' },
    { exclude: 'likes' },
    { 'tweet.fields': 'password' },
    { start_time: 'yesterday' },
    { since_id: 'first' },
    { pagination_token: 'never-issued' },
  ]
  for (const query of wrong)
    test(`${JSON.stringify(query)} is refused`, async ({ atX }) => {
      const { access_token } = await atX.signIn(ada)
      const response = await atX.tweets(access_token, adaAtX, query)
      expect([response.status, await response.json()]).toMatchObject([400, { title: 'Invalid Request' }])
    })

  test('a page token continues its own list, and expires', async ({ atX, google }) => {
    const { access_token } = await atX.signIn(ada)
    const first = async () => (await (await atX.tweets(access_token, adaAtX)).json()).meta.next_token
    const status = async (token: string, query: Record<string, string> = {}) =>
      (await atX.tweets(access_token, adaAtX, { pagination_token: token, ...query })).status
    const token = await first()
    expect(await status(token)).toBe(200)
    expect(await status(token, { exclude: 'replies' })).toBe(400)
    await google.setClock(3601)
    expect(await status(token)).toBe(400)
  })

  test('a protected account is read by its owner alone; what cannot be read is a partial error', async ({
    atX,
    google,
  }) => {
    const owner = await atX.signIn(nahapetyan)
    expect((await (await atX.tweets(owner.access_token, nahapetyanAtX)).json()).data).toHaveLength(10)
    const other = await atX.signIn(ada)
    const kinds = async (id: string) => {
      const response = await atX.tweets(other.access_token, id)
      const body = await response.json()
      expect([response.status, 'data' in body]).toEqual([200, false])
      return body.errors.map(({ type }: { type: string }) => type.split('/').at(-1))
    }
    expect(await kinds(nahapetyanAtX)).toEqual(['not-authorized-for-resource'])
    expect(await kinds('1')).toEqual(['resource-not-found'])
    await google.changeProfile(ada, {
      x: {
        posts: [
          { text: 'seen', kind: 'post', unavailable: false },
          { text: 'unseen', kind: 'post', unavailable: true },
        ],
      },
    })
    const partly = await (await atX.tweets(other.access_token, adaAtX)).json()
    expect(partly).toMatchObject({
      data: [{ text: 'seen' }],
      errors: [{ resource_type: 'tweet' }],
      meta: { result_count: 1 },
    })
  })

  test('fields have the newest names where X has changed them', async ({ atX, x }) => {
    await x.settings({ postNames: true })
    const { access_token } = await atX.signIn(ada)
    const { data } = await (await atX.tweets(access_token, adaAtX, { 'post.fields': 'created_at' })).json()
    expect(data[0]).toMatchObject({ edit_history_post_ids: [data[0].id], created_at: expect.any(String) })
  })
})

test.describe('as every endpoint of the sandbox', () => {
  test('X’s are counted, can be given faults, and are in the list of what was issued', async ({
    atX,
    google,
  }) => {
    await google.resetCounts()
    const { access_token, refresh_token } = await atX.signIn(ada, { scope: xPostsScope })
    await google.failNext('x-me', { status: 503 })
    expect((await atX.me(access_token)).status).toBe(503)
    expect((await atX.me(access_token)).status).toBe(200)
    await google.failNext('x-tweets', {
      status: 200,
      body: '<html>',
      headers: { 'content-type': 'text/html' },
    })
    expect(await (await atX.tweets(access_token, adaAtX)).text()).toBe('<html>')
    expect(await google.counts()).toMatchObject({
      'x-authorize': 1,
      'x-token': 1,
      'x-me': 2,
      'x-tweets': 1,
      token: 0,
    })
    const issued = (await google.issuedTokens()).map(({ value }) => value)
    expect(issued).toEqual(expect.arrayContaining([access_token, refresh_token]))
  })

  test('grants are listed by provider, and removed at one alone', async ({ atX, google, visitor, x }) => {
    await visitor.signIn(ada)
    await atX.signIn(ada, { scope: xPostsScope })
    const providers = async () => (await google.grants()).map(({ provider, sub }) => [provider, sub])
    expect(await providers()).toEqual([
      ['google', ada],
      ['twitter', ada],
    ])
    await x.removeGrant(ada)
    expect(await providers()).toEqual([['google', ada]])
  })

  test('grants and tokens outlive a restart; the file of an earlier version brings the accounts at X', async () => {
    const dataFile = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'google.json')
    const first = await startSandbox({ port: 0, dataFile, clients: [xClient] })
    const { access_token, refresh_token } = await createXVisitor(first.issuer).signIn(ada, {
      scope: xPostsScope,
    })
    await first.close()
    const second = await startSandbox({ port: 0, dataFile, clients: [xClient] })
    const atX = createXVisitor(second.issuer)
    expect((await atX.me(access_token)).status).toBe(200)
    expect(await atX.refresh(refresh_token)).toHaveProperty('access_token')
    await second.close()

    const { keys, people, records } = JSON.parse(await readFile(dataFile, 'utf8'))
    const earlier = people.map(({ facebook: _f, x: _x, ...person }: Record<string, unknown>) => person)
    await writeFile(dataFile, JSON.stringify({ keys, people: earlier, records }))
    const third = await startSandbox({ port: 0, dataFile, clients: [xClient] })
    expect((await controlGoogle(third.issuer).people())[0]?.x?.id).toBe(adaAtX)
    expect(await createXVisitor(third.issuer).refresh(refresh_token)).toEqual(invalidToken)
    await third.close()
  })

  test('the challenge is the verifier’s SHA-256', async ({ atX }) => {
    const code_challenge = createHash('sha256').update('of another').digest('base64url')
    expect(await atX.signIn(ada, { code_challenge })).toHaveProperty('error', 'invalid_request')
  })
})
