import { inspectEnv, secretsOf } from '#lib/env-schema'
import { describeFailure, type FailureCode } from '#lib/errors'
import { hashIdentity } from '#lib/grants/revoke'
import { featureRow, featuresOf } from '#lib/provider/features'
import { callbackPath, type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { hashToken } from '#lib/sessions/cookie'
import { type Counts, type Endpoint, endpoints, type Issued } from '#scripts/sandbox/endpoints'
import { only } from '#tests/support/clients'
import { readDatabaseText, type Sql } from '#tests/support/database'
import type { controlGoogle, PersonEverywhere } from '#tests/support/google'
import { CookieJar } from '#tests/support/http'
import { visitProvider } from '#tests/support/provider-visitor'
import {
  createRawBrowser,
  destination,
  placeOf,
  type RawBrowser,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import type { Site, Stack } from '#tests/support/stack'
import { test as base, expect } from '#tests/support/test'
import { createXVisitor } from '#tests/support/x'

type Google = ReturnType<typeof controlGoogle>
type Fault = Parameters<Google['failNext']>[1]
type Counted = Partial<Record<Endpoint, number>>

/** What is stored of somebody. */
type Profile = { email: string | null; email_verified: boolean; handle: string | null; name: string }

/** All that these tests know of one provider. Every one has the same tests: what differs is here, and nowhere below. */
type Row = {
  type: 'oidc' | 'oauth'
  subject: (person: PersonEverywhere) => string
  profile: (person: PersonEverywhere) => Profile
  /** What an account there is called here. */
  label: (person: PersonEverywhere) => string
  /** Whether it says that an address is theirs. */
  asserts: boolean
  /** What we ask the provider for one sign-in, but for what is asked once in a while. */
  requests: Counted
  /** Whether a sign-in alone leaves tokens here. */
  keepsTokens: boolean
  /** Has somebody be called otherwise there. @returns what is stored then */
  rename: (google: Google, person: PersonEverywhere, picture: string) => Promise<Profile>
  /** What the authorization request says when somebody has to confirm who they are. */
  confirms: Record<string, string>
  /** What whoever cancels reads who is not signed in. */
  cancelled: FailureCode
  /** Errors of a redirect in the provider's own words, and what they mean. */
  redirects: readonly [query: string, code: FailureCode][]
  /** Answers of its endpoints in its own words, or in nobody's. */
  answers: readonly [endpoint: Endpoint, fault: Fault, code: FailureCode][]
  /** What addresses end with after its callback. */
  fragment: '' | '#'
  /** Requests that a disconnection makes there, of an account with every feature allowed. */
  revokes: Counted
  /** Whether nothing there is good any more of what somebody allowed, and of these tokens. */
  hasEnded: (there: There, person: PersonEverywhere, tokens: readonly Issued[]) => Promise<boolean>
}

type There = { google: Google; issuer: string; site: Site }

/** Where one revocation ends all that somebody allowed. */
function hasNoGrant(id: ProviderId): Row['hasEnded'] {
  return async ({ google }, { sub }) => {
    const grants = await google.grants()
    return !grants.some((grant) => grant.provider === id && grant.sub === sub)
  }
}

const page = (text: string): Fault => ({ status: 200, headers: { 'content-type': 'text/html' }, body: text })
const said = (status: number, body: Record<string, unknown>) => ({ status, body }) as Fault
const graphError = (code: number, message: string, more = {}) =>
  said(400, { error: { message, type: 'OAuthException', code, fbtrace_id: 'A1', ...more } })

/** A provider without its row does not compile, and fails the first test below. */
const providers: Record<ProviderId, Row> = {
  google: {
    type: 'oidc',
    subject: ({ sub }) => sub,
    profile: ({ email, name }) => ({ email, email_verified: true, handle: null, name }),
    label: ({ email }) => email,
    asserts: true,
    requests: { token: 1 },
    keepsTokens: true,
    async rename(google, { sub, email }, picture) {
      await google.changeProfile(sub, { name: 'Ada King', picture })
      return { email, email_verified: true, handle: null, name: 'Ada King' }
    },
    confirms: { max_age: '0' },
    cancelled: 'cancelled',
    redirects: [
      ['error=admin_policy_enforced', 'provider_policy'],
      ['error=org_internal', 'domain_not_allowed'],
      ['error=temporarily_unavailable', 'provider_unavailable'],
    ],
    answers: [
      ['token', said(400, { error: 'invalid_grant', error_description: 'Bad Request' }), 'attempt_expired'],
      ['token', said(401, { error: 'invalid_client' }), 'provider_refused'],
      ['token', said(400, { error: 'redirect_uri_mismatch' }), 'redirect_mismatch'],
      ['token', page('<h1>It works!</h1>'), 'provider_invalid'],
      ['token', { status: 503 }, 'provider_unavailable'],
      ['token', { cut: true }, 'provider_unavailable'],
    ],
    fragment: '',
    revokes: { revoke: 1 },
    hasEnded: hasNoGrant('google'),
  },
  facebook: {
    type: 'oidc',
    subject: ({ facebook }) => facebook.id,
    profile: ({ facebook, name }) => ({ email: facebook.email, email_verified: false, handle: null, name }),
    label: ({ facebook, name }) => facebook.email ?? name,
    asserts: false,
    requests: { 'facebook-token': 1 },
    keepsTokens: false,
    async rename(google, { sub, facebook }, picture) {
      const email = `king.${facebook.id}@facebook.example`
      await google.changeProfile(sub, { facebook: { name: 'Ada King', picture, email } })
      return { email, email_verified: false, handle: null, name: 'Ada King' }
    },
    confirms: { auth_type: 'reauthenticate' },
    cancelled: 'cancelled_or_closed',
    redirects: [
      ['error_code=2&error_message=Service+temporarily+unavailable', 'provider_unavailable'],
      ['error_code=4&error_message=Application+request+limit+reached', 'provider_unavailable'],
      ['error_code=1349048&error_message=Can%27t+Load+URL', 'redirect_mismatch'],
    ],
    answers: [
      ['facebook-token', graphError(1, 'Error validating client secret.'), 'provider_refused'],
      ['facebook-token', graphError(101, 'Error validating application.'), 'provider_refused'],
      [
        'facebook-token',
        graphError(100, 'Error validating verification code.', { error_subcode: 36008 }),
        'redirect_mismatch',
      ],
      [
        'facebook-token',
        graphError(100, 'This authorization code has been used.', { error_subcode: 36009 }),
        'attempt_expired',
      ],
      ['facebook-token', graphError(2, 'An unexpected error has occurred.'), 'provider_unavailable'],
      ['facebook-token', page('<h1>Sorry, something went wrong.</h1>'), 'provider_invalid'],
      ['facebook-token', { status: 503 }, 'provider_unavailable'],
      ['facebook-token', { cut: true }, 'provider_unavailable'],
    ],
    fragment: '#',
    revokes: { 'facebook-permissions': 1 },
    hasEnded: hasNoGrant('facebook'),
  },
  twitter: {
    type: 'oauth',
    subject: ({ x }) => x.id,
    profile: ({ x, name }) => ({
      email: x.confirmed_email,
      email_verified: false,
      handle: x.username,
      name,
    }),
    label: ({ x }) => `@${x.username}`,
    asserts: false,
    requests: { 'x-token': 1, 'x-me': 1 },
    keepsTokens: false,
    async rename(google, { sub, x }, picture) {
      const [handle, email] = [x.username.replace(/^\w+?_/, 'king_'), `king.${x.id}@x.example`]
      const changes = { name: 'Ada King', picture, username: handle, confirmed_email: email }
      await google.changeProfile(sub, { x: changes })
      return { email, email_verified: false, handle, name: 'Ada King' }
    },
    // It asks nobody for a password again: the round trip has to do.
    confirms: {},
    cancelled: 'cancelled',
    redirects: [
      ['error=temporarily_unavailable', 'provider_unavailable'],
      ['error=unauthorized_client', 'provider_refused'],
    ],
    answers: [
      [
        'x-token',
        said(400, {
          error: 'invalid_request',
          error_description: 'Value passed for the authorization code was invalid.',
        }),
        'attempt_expired',
      ],
      [
        'x-token',
        said(401, { error: 'unauthorized_client', error_description: 'Missing valid authorization header' }),
        'provider_refused',
      ],
      ['x-token', page('<h1>Something went wrong.</h1>'), 'provider_invalid'],
      ['x-token', { status: 503 }, 'provider_unavailable'],
      ['x-token', { cut: true }, 'provider_unavailable'],
      ['x-me', said(402, { title: 'CreditsDepleted', status: 402, type: 'about:blank' }), 'provider_unpaid'],
      ['x-me', said(429, { title: 'Too Many Requests', status: 429, type: 'about:blank' }), 'provider_limit'],
      ['x-me', { status: 503 }, 'provider_unavailable'],
      ['x-me', { cut: true }, 'provider_unavailable'],
    ],
    fragment: '',
    // It ends one token at a time. That of a sign-in alone, which is kept nowhere, ends within two hours.
    revokes: { 'x-revoke': 2 },
    async hasEnded({ issuer, site }, _person, tokens) {
      const visitor = createXVisitor(issuer, site.twitter)
      const works = tokens.map(async ({ kind, value }) =>
        kind === 'refresh_token' ? !(await visitor.refresh(value)).error : (await visitor.me(value)).ok,
      )
      expect(works).toHaveLength(2)
      return !(await Promise.all(works)).includes(true)
    },
  },
}

/** Endpoints that a browser goes to, and those whose answers are kept for a while: never what one sign-in costs. */
const NOT_COUNTED = ['discovery', 'jwks', 'facebook-keys', 'authorize', 'facebook-dialog', 'x-authorize']

/** What was asked since. */
function difference(before: Counts, after: Counts): Counted {
  const all = Object.entries(after).map(([name, count]) => [name, count - before[name as Endpoint]] as const)
  return Object.fromEntries(all.filter(([name, count]) => count > 0 && !NOT_COUNTED.includes(name)))
}

/** Another provider, by which somebody is here already. */
const otherThan = (id: ProviderId): ProviderId => (id === 'google' ? 'twitter' : 'google')

/** The rows that these tests look at, by a browser or an account. */
function rowsOf(sql: Sql, { sessionCookie, issuer }: Stack) {
  return {
    async session({ jar }: RawBrowser) {
      const [row] = await sql(
        `SELECT id, user_id, account_id, notice, authenticated_at > now() - interval '1 minute' AS recent
           FROM sessions WHERE token_hash = $1 AND ended_at IS NULL`,
        [hashToken(jar.get(sessionCookie) ?? '')],
      )
      return row
    },
    async account(id: ProviderId, person: PersonEverywhere) {
      const [row, ...others] = await sql(
        `SELECT id, user_id, type, provider, issuer, provider_account_id, email, email_verified, handle, name, image
           FROM accounts WHERE provider = $1 AND provider_account_id = $2`,
        [id, providers[id].subject(person)],
      )
      expect(others).toEqual([])
      return row
    },
    async user(userId: unknown) {
      const [row] = await sql(
        'SELECT name, image, email, email_key, email_verified IS NOT NULL AS verified FROM users WHERE id = $1',
        [userId],
      )
      return row
    },
    async events(userId: unknown) {
      const rows = await sql('SELECT kind FROM events WHERE user_id = $1 ORDER BY created_at, id', [userId])
      return rows.map(({ kind }) => kind)
    },
    accountsOf: (userId: unknown) =>
      sql('SELECT provider FROM accounts WHERE user_id = $1 ORDER BY created_at', [userId]),
    grantsOf: (userId: unknown) =>
      sql(
        `SELECT g.refresh_token IS NOT NULL AS lasting FROM grants g JOIN accounts a ON a.id = g.account_id
          WHERE a.user_id = $1`,
        [userId],
      ),
    revocationsOf: (id: ProviderId, person: PersonEverywhere) =>
      sql('SELECT id FROM revocations WHERE identity = $1', [
        hashIdentity({ issuer, subject: providers[id].subject(person) }),
      ]),
    age: (sessionId: unknown) =>
      sql(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE id = $1`, [sessionId]),
  }
}

type OfMatrix = {
  rows: ReturnType<typeof rowsOf>
  /** A browser in which nobody is signed in. */
  newBrowser: () => RawBrowser
  /** Sends a browser to a provider and back by a sign-in. @returns the answer of the callback */
  comeBy: (browser: RawBrowser, id: ProviderId, person: PersonEverywhere) => ReturnType<RawBrowser['get']>
  /** Allows everything that this application does with somebody's account. @returns the tokens that this brought */
  allowFeatures: (browser: RawBrowser, id: ProviderId, person: PersonEverywhere) => Promise<Issued[]>
  there: There
}

const test = base.extend<OfMatrix>({
  rows: async ({ stack, sql }, use) => use(rowsOf(sql, stack)),
  newBrowser: async ({ stack }, use) => use(() => createRawBrowser(stack)),
  comeBy: async ({}, use) =>
    use(async (browser, id, person) =>
      browser.get(await browser.travel('/sign-in/start', { provider: id, returnTo: '/sessions' }, person)),
    ),
  allowFeatures: async ({ google, rows }, use) =>
    use(async (browser, id, person) => {
      const account = String((await rows.account(id, person))?.id)
      const before = new Set((await google.issuedTokens()).map(({ value }) => value))
      for (const feature of featuresOf(id)) {
        const wanted = { intent: 'grant', account, feature, returnTo: '/connections' }
        const choices = { ticked: [featureRow(feature).scope] }
        const answer = await browser.get(await browser.travel('/connections/start', wanted, person, choices))
        expect(destination(answer)).toBe('/connections')
        expect((await rows.session(browser))?.notice).toMatchObject({ kind: 'permission-given' })
      }
      const kinds = ['access_token', 'refresh_token']
      return (await google.issuedTokens()).filter(
        ({ kind, value }) => kinds.includes(kind) && !before.has(value),
      )
    }),
  there: async ({ google, issuer, site }, use) => use({ google, issuer, site }),
})

const link = (id: ProviderId) => ({ intent: 'link', provider: id, returnTo: '/connections' })

/** Somebody whom nobody has heard of, by an address that is nobody's, with the name of `friend`. */
function newNobody(google: Google) {
  const digits = String(Date.now()).padStart(18, '1')
  const email = `grace.${digits}@nobody.example`
  return google.addPerson({
    sub: `nobody-${digits}`,
    email,
    name: 'Grace Hopper',
    facebook: { id: `2${digits}`, email },
    x: { id: `3${digits}`, username: `grace_${digits.slice(-8)}`, confirmed_email: email },
  })
}

/** What a page says, whoever it is about and whenever it is read. */
function wordsOf(html: string, { facebook, x }: PersonEverywhere): string {
  const text = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')
  return [facebook.email, x.confirmed_email, x.username]
    .reduce<string>((rest, known) => (known ? rest.replaceAll(known, 'THEM') : rest), text)
    .replace(/\d+/g, '0')
    .replace(/\s+/g, ' ')
}

/** The problem that an answer leads to, seen as its page. */
async function readProblem(browser: RawBrowser, answer: Awaited<ReturnType<RawBrowser['get']>>) {
  const place = placeOf(answer)
  const code = place?.searchParams.get('code') ?? place?.pathname
  const provider = place?.searchParams.get('provider')
  if (place?.pathname !== '/sign-in/problem') return { code, provider, returnTo: null, status: 0, text: '' }
  const { status, text } = await browser.get(place.pathname + place.search)
  const returnTo = place.searchParams.get('returnTo')
  return { code, provider, returnTo, status, text: text.replace(/<[^>]+>/g, '').replaceAll('&#x27;', "'") }
}

/** Sees that an answer is one certain problem with one provider, on a page that says so by its name. */
async function expectProblemAt(
  browser: RawBrowser,
  answer: Awaited<ReturnType<RawBrowser['get']>>,
  id: ProviderId,
  code: FailureCode,
): Promise<void> {
  const { title, status } = describeFailure(code, id)
  const problem = await readProblem(browser, answer)
  expect(problem).toMatchObject({ code, provider: id, status })
  expect(problem.text).toContain(title)
}

test('every provider of the product has its row here', () => {
  expect(Object.keys(providers)).toEqual([...providerIds])
})

for (const id of providerIds) {
  const row = providers[id]
  const other = otherThan(id)
  const name = providerNames[id]

  test(`${name}: a first sign-in makes one person, known by provider, issuer and subject`, {
    tag: ['@R22', '@R91'],
  }, async ({ stack, google, person, sql, rows, newBrowser }) => {
    const ada = newBrowser()
    const address = await ada.travel('/sign-in/start', { provider: id, returnTo: '/sessions' }, person)
    const before = await google.counts()
    const answer = await ada.get(address)
    expect(answer.headers.get('location')).toBe(`${stack.appUrl}/sessions${row.fragment}`)
    expect(difference(before, await google.counts())).toEqual(row.requests)
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${stack.sessionCookie}=`))
    expect(cookie).toMatch(/^[^=]+=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=lax/)

    const {
      id: accountId,
      user_id: userId,
      image: _image,
      ...account
    } = (await rows.account(id, person)) ?? {}
    const profile = row.profile(person)
    const known = { provider: id, issuer: stack.issuer, provider_account_id: row.subject(person) }
    expect(account).toEqual({ type: row.type, ...known, ...profile })
    expect(await rows.user(userId)).toMatchObject({
      name: profile.name,
      email: profile.email,
      email_key: row.asserts ? profile.email : null,
      verified: row.asserts,
    })
    const notice = row.asserts ? null : { kind: 'new-account', provider: id }
    expect(await rows.session(ada)).toMatchObject({ user_id: userId, account_id: accountId, notice })
    expect(await rows.events(userId)).toEqual(['signed_in'])
    expect(await rows.grantsOf(userId)).toHaveLength(row.keepsTokens ? 1 : 0)
    expect(JSON.parse((await ada.get('/api/me')).text)).toMatchObject({
      name: profile.name,
      label: profile.email ?? row.label(person),
      emailVerified: row.asserts,
    })
    expect(await sql('SELECT 1 FROM users WHERE id = $1', [userId])).toHaveLength(1)
  })

  test(`${name}: who comes back is the same person, under the name that they have now`, {
    tag: ['@R22', '@R94'],
  }, async ({ google, person, rows, newBrowser, comeBy }) => {
    const ada = newBrowser()
    await comeBy(ada, id, person)
    const first = await rows.account(id, person)
    const image = `https://pictures.example/${row.subject(person)}.png`
    const renamed = await row.rename(google, person, image)
    const elsewhere = newBrowser()
    expect(destination(await comeBy(elsewhere, id, person))).toBe('/sessions')
    const { id: accountId, user_id: userId } = first ?? {}
    expect(await rows.account(id, person)).toEqual({ ...first, ...renamed, image })
    const { name: called, email } = renamed
    expect(await rows.user(userId)).toMatchObject({ name: called, email, image })
    expect(await rows.session(elsewhere)).toMatchObject({
      user_id: userId,
      account_id: accountId,
      notice: null,
    })
    expect(await rows.session(ada)).toMatchObject({ user_id: userId })
  })

  test(`${name}: who cancels reads so, and nothing is written`, { tag: '@R37' }, async ({
    google,
    person,
    newBrowser,
    everything,
    stack,
  }) => {
    const ada = newBrowser()
    const before = [await everything(), await google.counts()] as const
    const start = { provider: id, returnTo: '/sessions' }
    const answer = await ada.get(await ada.travel('/sign-in/start', start, person, { cancelAt: 'account' }))
    expect(answer.headers.get('location')).toMatch(row.fragment === '#' ? /#$/ : /^[^#]+$/)
    expect(placeOf(answer)?.searchParams.get('returnTo')).toBe('/sessions')
    await expectProblemAt(ada, answer, id, row.cancelled)
    expect(ada.jar.has(stack.sessionCookie)).toBe(false)
    expect(await everything()).toBe(before[0])
    expect(difference(before[1], await google.counts())).toEqual({})
  })

  test(`${name}: who is signed in and cancels goes on where they were`, { tag: '@R37' }, async ({
    stack,
    person,
    rows,
    newBrowser,
    comeBy,
  }) => {
    const ada = newBrowser()
    await comeBy(ada, other, person)
    const { user_id: userId } = (await rows.session(ada)) ?? {}
    const back = await ada.travel('/connections/start', link(id), person, { cancelAt: 'account' })
    const answer = await ada.get(back)
    expect(answer.headers.get('location')).toBe(`${stack.appUrl}/connections${row.fragment}`)
    expect(await rows.session(ada)).toMatchObject({ user_id: userId, notice: { kind: 'cancelled' } })
    expect(await rows.accountsOf(userId)).toEqual([{ provider: other }])
  })

  for (const [query, code] of row.redirects)
    test(`${name}: a redirect that says ${query.replaceAll('+', ' ')} is ${code}`, {
      tag: '@R36',
    }, async ({ google, newBrowser, everything }) => {
      const ada = newBrowser()
      const start = placeOf(await ada.post('/sign-in/start', { provider: id, returnTo: '/sessions' }))
      const before = [await everything(), await google.counts()] as const
      const state = start?.searchParams.get('state')
      const answer = await ada.get(`${callbackPath(id)}?${query}&state=${state}`)
      expect(placeOf(answer)?.searchParams.get('returnTo')).toBe('/sessions')
      await expectProblemAt(ada, answer, id, code)
      expect(await everything()).toBe(before[0])
      expect(difference(before[1], await google.counts())).toEqual({})
    })

  test(`${name}: whatever it answers instead of a token or a person, a page says what it was, and nothing is written`, {
    tag: '@R83',
  }, async ({ google, person, everything, newBrowser, comeBy }) => {
    const before = await everything()
    for (const [endpoint, fault, code] of row.answers) {
      const ada = newBrowser()
      await google.failNext(endpoint, fault)
      await expectProblemAt(ada, await comeBy(ada, id, person), id, code)
      expect(await everything(), JSON.stringify(fault)).toBe(before)
    }
    expect(destination(await comeBy(newBrowser(), id, person))).toBe('/sessions')
  })

  test(`${name}: switched off, it is not offered, neither begun nor finished, no way in, and may go`, async ({
    stack,
    google,
    person,
    rows,
    everything,
    newBrowser,
    comeBy,
  }) => {
    const ada = newBrowser()
    await comeBy(ada, other, person)
    const { account_id: otherAccount, user_id: userId } = (await rows.session(ada)) ?? {}
    await ada.get(await ada.travel('/connections/start', link(id), person))
    const { id: account } = (await rows.account(id, person)) ?? {}
    expect(await rows.accountsOf(userId)).toHaveLength(2)
    const form = await readForm(ada, '/connections', 'Disconnect')
    const away = newBrowser()
    const start = { provider: id, returnTo: '/sessions' }
    const back = await away.travel('/sign-in/start', start, person)
    const linking = await ada.travel('/connections/start', link(id), person)

    const rest = providerIds.filter((one) => one !== id)
    const { url, process } = await stack.startSecondApp(only(...rest))
    const there = (jar = new CookieJar()) => createRawBrowser({ appUrl: url }, { jar })
    const [stranger, late, here] = [there(), there(away.jar), there(ada.jar)]
    const before = [await everything(), await google.counts()] as const
    expect((await stranger.get('/sign-in')).text).not.toContain(`name="provider" value="${id}"`)
    await expectProblemAt(stranger, await stranger.post('/sign-in/start', start), id, 'provider_off')
    await expectProblemAt(late, await late.get(back), id, 'provider_off')
    await expectProblemAt(here, await here.get(linking), id, 'provider_off')
    await expectProblemAt(here, await here.post('/connections/start', link(id)), id, 'provider_off')
    // Nobody could sign in by what is left.
    expect(destination(await sendForm(here, form, { account: String(otherAccount) }))).toBe('last_account')
    expect(await everything()).toBe(before[0])
    expect(difference(before[1], await google.counts())).toEqual({})

    expect(destination(await sendForm(here, form, { account: String(account) }))).toBe('/connections')
    expect(await rows.accountsOf(userId)).toEqual([{ provider: other }])
    await process.stop()
    // The other process, which has it switched on, ends the grant at the provider.
    await expect.poll(() => rows.revocationsOf(id, person)).toEqual([])
  })

  test(`${name}: somebody who is signed in connects it, just confirmed, and it is one more way in`, {
    tag: ['@R57', '@R93'],
  }, async ({ person, rows, newBrowser, comeBy }) => {
    const ada = newBrowser()
    await comeBy(ada, other, person)
    const session = await rows.session(ada)
    await rows.age(session?.id)
    expect(destination(await ada.post('/connections/start', link(id)))).toBe('/confirm')
    await comeBy(ada, other, person)
    const { id: sessionId, user_id: userId } = (await rows.session(ada)) ?? {}
    expect(userId).toBe(session?.user_id)

    expect(destination(await ada.get(await ada.travel('/connections/start', link(id), person)))).toBe(
      '/connections',
    )
    const account = row.label(person)
    expect(await rows.session(ada)).toMatchObject({ id: sessionId, notice: { kind: 'linked', account } })
    expect(await rows.accountsOf(userId)).toEqual([{ provider: other }, { provider: id }])
    expect((await rows.events(userId)).at(-1)).toBe('account_linked')
    const page = (await ada.get('/connections')).text
    expect(page).toContain(row.label(person))
    expect(page).toContain(providers[other].label(person))

    expect(destination(await ada.get(await ada.travel('/connections/start', link(id), person)))).toBe(
      '/connections',
    )
    expect(await rows.session(ada)).toMatchObject({ notice: { kind: 'already-linked', account } })
    expect(await rows.accountsOf(userId)).toHaveLength(2)

    const elsewhere = newBrowser()
    expect(destination(await comeBy(elsewhere, id, person))).toBe('/sessions')
    expect(await rows.session(elsewhere)).toMatchObject({ user_id: userId, notice: null })
  })

  test(`${name}: what opens somebody else's account is not connected to another`, {
    tag: '@R93',
  }, async ({ person, friend, rows, everything, newBrowser, comeBy }) => {
    const [ada, grace] = [newBrowser(), newBrowser()]
    await comeBy(ada, other, person)
    await comeBy(grace, id, friend)
    const address = await ada.travel('/connections/start', link(id), friend)
    const before = await everything()
    await expectProblemAt(ada, await ada.get(address), id, 'account_taken')
    expect(await everything()).toBe(before)
    expect(await rows.account(id, friend)).toMatchObject({ user_id: (await rows.session(grace))?.user_id })
  })

  test(`${name}: who confirms must be the one who is signed in, and has a new cookie then`, {
    tag: ['@R57', '@R95'],
  }, async ({ stack, person, friend, rows, everything, newBrowser, comeBy }) => {
    const ada = newBrowser()
    await comeBy(newBrowser(), id, friend)
    await comeBy(ada, id, person)
    const { id: sessionId, user_id: userId } = (await rows.session(ada)) ?? {}
    await rows.age(sessionId)
    const confirm = { intent: 'confirm', returnTo: '/settings' }
    const stolen = createRawBrowser(stack, { jar: new CookieJar(ada.jar) })
    const start = placeOf(await ada.post('/connections/start', confirm))
    expect(Object.fromEntries(start?.searchParams ?? [])).toMatchObject(row.confirms)

    const before = await everything()
    const wrong = await visitProvider(start as URL, friend)
    await expectProblemAt(ada, await ada.get(wrong.pathname + wrong.search), id, 'other_account')
    expect(await everything()).toBe(before)

    const right = await ada.travel('/connections/start', confirm, person)
    expect(destination(await ada.get(right))).toBe('/settings')
    expect(await rows.session(ada)).toMatchObject({
      id: sessionId,
      recent: true,
      notice: { kind: 'confirmed' },
    })
    expect((await rows.events(userId)).at(-1)).toBe('confirmed')
    expect((await stolen.get('/api/me')).status).toBe(401)
  })

  test(`${name}: who reconnects must come with the same account`, { tag: '@R95' }, async ({
    person,
    friend,
    rows,
    everything,
    newBrowser,
    comeBy,
  }) => {
    const ada = newBrowser()
    await comeBy(newBrowser(), id, friend)
    await comeBy(ada, id, person)
    const { account_id: account, user_id: userId } = (await rows.session(ada)) ?? {}
    const reconnect = { intent: 'reconnect', account: String(account), returnTo: '/connections' }
    const wrong = await ada.travel('/connections/start', reconnect, friend)
    const before = await everything()
    await expectProblemAt(ada, await ada.get(wrong), id, 'other_account')
    expect(await everything()).toBe(before)

    expect(destination(await ada.get(await ada.travel('/connections/start', reconnect, person)))).toBe(
      '/connections',
    )
    const notice = { kind: 'reconnected', account: row.label(person) }
    expect(await rows.session(ada)).toMatchObject({ user_id: userId, notice })
    expect((await rows.events(userId)).at(-1)).toBe('reconnected')
  })

  test(`${name}: disconnected, it opens nothing any more and is revoked there; the last way in stays`, {
    tag: '@R76',
  }, async ({ google, there, person, rows, newBrowser, comeBy, allowFeatures }) => {
    const [ada, elsewhere] = [newBrowser(), newBrowser()]
    await comeBy(ada, other, person)
    await ada.get(await ada.travel('/connections/start', link(id), person))
    await comeBy(elsewhere, id, person)
    const { id: account, user_id: userId } = (await rows.account(id, person)) ?? {}
    const tokens = await allowFeatures(ada, id, person)
    const form = await readForm(ada, '/connections', 'Disconnect')
    const before = await google.counts()

    expect(destination(await sendForm(ada, form, { account: String(account) }))).toBe('/connections')
    expect(await rows.accountsOf(userId)).toEqual([{ provider: other }])
    const notice = { kind: 'unlinked', account: row.label(person) }
    expect(await rows.session(ada)).toMatchObject({ user_id: userId, notice })
    expect((await elsewhere.get('/api/me')).status).toBe(401)
    expect((await ada.get('/api/me')).status).toBe(200)
    await expect.poll(() => rows.revocationsOf(id, person)).toEqual([])
    expect(difference(before, await google.counts())).toEqual(row.revokes)
    expect(await row.hasEnded(there, person, tokens)).toBe(true)

    const { account_id: left } = (await rows.session(ada)) ?? {}
    expect(destination(await sendForm(ada, form, { account: String(left) }))).toBe('last_account')
    expect(await rows.accountsOf(userId)).toEqual([{ provider: other }])

    const stranger = newBrowser()
    expect(destination(await comeBy(stranger, id, person))).toBe('/sessions')
    expect((await rows.session(stranger))?.user_id).not.toBe(userId)
  })

  test(`${name}: no token is stored as it is, and with the account everything goes and is revoked there`, {
    tag: ['@R61', '@R76', '@R113'],
  }, async ({ stack, google, there, person, sql, rows, newBrowser, comeBy, allowFeatures }) => {
    const ada = newBrowser()
    await comeBy(ada, id, person)
    const { user_id: userId } = (await rows.session(ada)) ?? {}
    const tokens = await allowFeatures(ada, id, person)
    const before = await google.counts()
    const stored = await readDatabaseText(stack.databaseUrl)
    const issued = await google.issuedTokens()
    expect(issued.filter(({ value }) => stored.includes(value))).toEqual([])
    const form = await readForm(ada, '/settings/delete', 'Delete my account')
    expect(destination(await sendForm(ada, form, { sure: 'on' }))).toBe('/goodbye')
    expect((await ada.get('/api/me')).status).toBe(401)
    expect(await rows.account(id, person)).toBeUndefined()
    for (const table of ['accounts', 'sessions', 'events'])
      expect(await sql(`SELECT 1 FROM ${table} WHERE user_id = $1`, [userId]), table).toEqual([])
    await expect.poll(() => rows.revocationsOf(id, person)).toEqual([])
    expect(difference(before, await google.counts())).toEqual(row.revokes)
    expect(await row.hasEnded(there, person, tokens)).toBe(true)
    const text = await readDatabaseText(stack.databaseUrl)
    expect([row.subject(person), String(userId)].filter((known) => text.includes(known))).toEqual([])
  })

  test(`${name}: an export names the account as people know it, and holds no secret`, {
    tag: '@R112',
  }, async ({ stack, google, person, newBrowser, comeBy, allowFeatures }) => {
    const ada = newBrowser()
    await comeBy(ada, id, person)
    await allowFeatures(ada, id, person)
    const { text } = await ada.post('/api/export', {})
    const { accounts, profile: ofUser } = JSON.parse(text)
    const { email_verified: emailVerified, ...profile } = row.profile(person)
    const known = { provider: id, issuer: stack.issuer, providerAccountId: row.subject(person) }
    expect(accounts).toMatchObject([{ ...known, ...profile, emailVerified }])
    expect(ofUser).toMatchObject({ name: profile.name, email: profile.email })
    const secrets = [
      ...secretsOf(inspectEnv(stack.environment).values),
      ...(await google.issuedTokens()).map(({ value }) => value),
      ...ada.jar.values(),
    ]
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  test(`${name}: that the others are away keeps nobody from signing in`, async ({
    google,
    person,
    newBrowser,
    comeBy,
  }) => {
    const prefix: Record<ProviderId, RegExp> = { google: /^[^-]+$/, facebook: /^facebook-/, twitter: /^x-/ }
    for (const endpoint of endpoints)
      if (!prefix[id].test(endpoint)) await google.failNext(endpoint, { cut: true, times: 100 })
    expect(destination(await comeBy(newBrowser(), id, person))).toBe('/sessions')
  })
}

for (const order of [providerIds, providerIds.toReversed()])
  test(`one address at every provider stays one person each, first by ${order[0]}`, {
    tag: ['@R91', '@R92'],
  }, async ({ person, rows, newBrowser, comeBy }) => {
    const users = new Set<unknown>()
    for (const id of order) {
      const ada = newBrowser()
      expect(destination(await comeBy(ada, id, person))).toBe('/sessions')
      const { user_id: userId } = (await rows.session(ada)) ?? {}
      expect(await rows.user(userId)).toMatchObject({ email: person.email })
      users.add(userId)
    }
    expect(users.size).toBe(providerIds.length)
  })

test('one subject at every provider is one person each', { tag: '@R91' }, async ({
  google,
  person,
  friend,
  rows,
  newBrowser,
  comeBy,
}) => {
  const edith = await google.addPerson({
    sub: person.x.id,
    email: `edith.${person.x.id}@gmail.example`,
    name: 'Edith Clarke',
    facebook: { id: `1${person.facebook.id}` },
    x: { id: `1${person.x.id}`.slice(0, 19), username: `edith_${person.sub.slice(-8)}` },
  })
  await google.changeProfile(friend.sub, { facebook: { id: person.x.id } })
  const same = { facebook: { ...friend.facebook, id: person.x.id } }
  const holders = { google: edith, facebook: { ...friend, ...same }, twitter: person }
  const users = new Set<unknown>()
  for (const id of providerIds) {
    const browser = newBrowser()
    expect(destination(await comeBy(browser, id, holders[id]))).toBe('/sessions')
    expect(await rows.account(id, holders[id])).toMatchObject({ provider_account_id: person.x.id })
    users.add((await rows.session(browser))?.user_id)
  }
  expect(users.size).toBe(providerIds.length)
})

for (const id of providerIds.filter((one) => !providers[one].asserts)) {
  const name = providerNames[id]

  test(`${name}: whoever claims somebody's address is shown what anybody is, and takes nothing from them`, {
    tag: ['@R91', '@R92'],
  }, async ({ google, person, friend, rows, newBrowser, comeBy }) => {
    const ada = newBrowser()
    await comeBy(ada, 'google', person)
    const hers = await rows.session(ada)
    const claims = { facebook: { email: person.email }, x: { confirmed_email: person.email } }
    await google.changeProfile(friend.sub, claims)
    const claimant = {
      ...friend,
      facebook: { ...friend.facebook, ...claims.facebook },
      x: { ...friend.x, ...claims.x },
    }
    const nobody = await newNobody(google)
    const seen = []
    for (const one of [claimant, nobody]) {
      const browser = newBrowser()
      const answer = await comeBy(browser, id, one)
      const { notice, user_id: userId } = (await rows.session(browser)) ?? {}
      const place = [answer.status, answer.headers.get('location'), [...answer.headers.keys()]]
      const text = wordsOf((await browser.get('/sessions')).text, one)
      seen.push({ place, notice, text, user: await rows.user(userId) })
      expect(userId).not.toBe(hers?.user_id)
    }
    expect(seen[0]).toEqual({ ...seen[1], user: expect.objectContaining({ email: person.email }) })
    expect(seen[0]?.user).toMatchObject({ email_key: null, verified: false })
    expect(await rows.accountsOf(hers?.user_id)).toEqual([{ provider: 'google' }])
    expect(destination(await comeBy(newBrowser(), 'google', person))).toBe('/sessions')
  })

  test(`${name}: an address that was claimed first is no hindrance to whose it is`, { tag: '@R92' }, async ({
    person,
    rows,
    newBrowser,
    comeBy,
  }) => {
    const [claimant, ada] = [newBrowser(), newBrowser()]
    await comeBy(claimant, id, person)
    expect(destination(await comeBy(ada, 'google', person))).toBe('/sessions')
    const { user_id: userId } = (await rows.session(ada)) ?? {}
    expect(await rows.user(userId)).toMatchObject({ email_key: person.email, verified: true })
    expect((await rows.session(claimant))?.user_id).not.toBe(userId)
  })

  test(`${name}: with a closed list of organisations the server does not start beside it`, {
    tag: '@R96',
  }, async ({ stack }) => {
    const closed = { ALLOWED_HOSTED_DOMAINS: 'corp.example', ...only('google', id) }
    await expect(stack.startSecondApp(closed)).rejects.toThrow(/ALLOWED_HOSTED_DOMAINS/)
  })

  test(`${name}: somebody without an address there signs in, and is called by what is known`, async ({
    google,
    person,
    rows,
    newBrowser,
    comeBy,
  }) => {
    await google.changeProfile(person.sub, { facebook: { email: null }, x: { confirmed_email: null } })
    const nameless = {
      ...person,
      facebook: { ...person.facebook, email: null },
      x: { ...person.x, confirmed_email: null },
    }
    const ada = newBrowser()
    expect(destination(await comeBy(ada, id, person))).toBe('/sessions')
    const me = JSON.parse((await ada.get('/api/me')).text)
    expect(me).toMatchObject({ email: null, label: providers[id].label(nameless) })
    const pages = ['/dashboard', '/connections', '/sessions', '/settings', '/activity', '/settings/delete']
    for (const page of pages) {
      const answer = await ada.get(page)
      const words = wordsOf(answer.text, nameless)
      expect(answer.status, page).toBe(200)
      expect(
        [person.name, me.label].some((called) => answer.text.includes(called)),
        page,
      ).toBe(true)
      expect(words, page).not.toMatch(/\b(null|undefined)\b/)
    }
    expect(await rows.user((await rows.session(ada))?.user_id)).toMatchObject({
      email: null,
      email_key: null,
    })
  })
}

for (const asked of providerIds)
  for (const answering of providerIds.filter((one) => one !== asked))
    test(`an answer of ${providerNames[asked]} is none of ${providerNames[answering]}'s: nobody is asked, and nothing is written`, {
      tag: '@R9',
    }, async ({ stack, google, person, everything, newBrowser }) => {
      const ada = newBrowser()
      const start = { provider: asked, returnTo: '/sessions' }
      const back = await ada.travel('/sign-in/start', start, person)
      const before = [await everything(), await google.counts()] as const
      const answer = await ada.get(back.replace(callbackPath(asked), callbackPath(answering)))
      await expectProblemAt(ada, answer, answering, 'invalid_callback')
      expect(ada.jar.has(stack.sessionCookie)).toBe(false)
      expect(await everything()).toBe(before[0])
      expect(difference(before[1], await google.counts())).toEqual({})
    })

test('a handle that changes hands opens nobody’s account', { tag: '@R91' }, async ({
  google,
  person,
  friend,
  rows,
  newBrowser,
  comeBy,
}) => {
  const [ada, grace] = [newBrowser(), newBrowser()]
  await comeBy(ada, 'twitter', person)
  await google.changeProfile(person.sub, { x: { username: 'somebody_else' } })
  await google.changeProfile(friend.sub, { x: { username: person.x.username } })
  await comeBy(grace, 'twitter', friend)
  const [hers, others] = [await rows.session(ada), await rows.session(grace)]
  expect(others?.user_id).not.toBe(hers?.user_id)
  expect(await rows.account('twitter', friend)).toMatchObject({ handle: person.x.username })
})
