import { expect, type Page } from '@playwright/test'
import { type EventKind, eventKinds } from '#lib/activity/events'
import { brand } from '#lib/brand'
import type { FailureCode } from '#lib/errors'
import { failures } from '#lib/messages/en/failures'
import type { Language } from '#lib/messages/languages'
import type { PagePath } from '#lib/pages'
import { hashToken } from '#lib/sessions/cookie'
import type { Person } from '#scripts/sandbox/people'
import type { Sql } from './database.ts'
import type { controlGoogle, PersonEverywhere } from './google.ts'
import type { Stack } from './stack.ts'
import { controlX } from './x.ts'

/** What a state is made with. */
export type Hand = {
  page: Page
  person: PersonEverywhere
  friend: PersonEverywhere
  google: ReturnType<typeof controlGoogle>
  sql: Sql
  stack: Stack
  arrive: (
    page: Page,
    path?: string,
    options?: { drive?: boolean; provider?: 'twitter'; posts?: boolean },
  ) => Promise<void>
  enter: (page: Page, path: string) => Promise<void>
  connectAccount: (page: Page, who: Person, provider?: 'facebook' | 'twitter') => Promise<void>
}

/** Something that a page can show. */
export type State = {
  /** What a picture of it is called. */
  name: string
  /** Of the table of pages; null for what stands in the place of one. */
  page: PagePath | null
  /** Its address, with the ids that are in it. */
  path: string | ((hand: Hand) => Promise<string>)
  /** Makes it so, once. */
  before?: (hand: Hand) => unknown
  /** What is pressed when the page is there. */
  press?: (page: Page) => unknown
  /** Makes it undone. */
  after?: (hand: Hand) => unknown
}

/** Who looks at pages, each in a browser of their own. */
export type Who = 'nobody' | 'somebody new' | 'somebody with everything' | 'somebody in trouble'

/** As long as anything that people are called, and as they may write it. */
const LONG_NAME = 'Ada Augusta Wolfeschlegelsteinhausenbergerdorff-Ångström محمد 山田'
const NOTHING = '00000000-0000-4000-8000-000000000000'
const OF_PERSON = `(SELECT user_id FROM accounts WHERE provider_account_id = $1)`

const USER_AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  `a-lamp-of-the-house/${'9'.repeat(200)}`,
]

/** What a line of the history says, by its kind. */
const detailsOf: Record<EventKind, (whose: { account: string; provider: string }) => object> = {
  signed_in: (whose) => whose,
  signed_in_new_browser: (whose) => whose,
  signed_out: () => ({}),
  session_ended: () => ({ browser: 'Safari on iOS' }),
  other_sessions_ended: () => ({ count: 3 }),
  browser_changed: () => ({ from: 'Firefox on Windows', to: null }),
  confirmed: (whose) => whose,
  account_linked: (whose) => whose,
  account_unlinked: (whose) => whose,
  permission_given: (whose) => ({ ...whose, scopes: SCOPES }),
  permission_turned_off: (whose) => ({ ...whose, scopes: SCOPES }),
  permission_turned_on: (whose) => ({ ...whose, scopes: SCOPES }),
  permission_removed: (whose) => ({ ...whose, scopes: SCOPES }),
  grant_ended: (whose) => ({ ...whose, cause: 'revoked' }),
  reconnected: (whose) => whose,
  exported: () => ({}),
  name_changed: () => ({ name: LONG_NAME }),
  account_disabled: (whose) => ({ ...whose, reason: 'operator' }),
  account_enabled: (whose) => whose,
  account_flagged: (whose) => whose,
  account_unflagged: (whose) => whose,
  access_removed: (whose) => whose,
  access_revoked: (whose) => whose,
  sessions_revoked: (whose) => whose,
  credential_change_required: (whose) => whose,
  address_changed: (whose) => whose,
  data_deleted: () => ({ provider: 'facebook' }),
}

const SCOPES = ['https://www.googleapis.com/auth/drive.metadata.readonly']

/** A line of each kind, the newest an hour old, each older by more than the one before it: to weeks ago. */
async function writeHistory({ person, sql }: Hand): Promise<void> {
  const whose = { account: person.email, provider: 'google' }
  const rows = eventKinds.map((kind, index) => ({
    kind,
    details: detailsOf[kind](whose),
    user_agent: USER_AGENTS[index % USER_AGENTS.length],
    hours: 1 + index ** 2,
  }))
  await sql(
    `INSERT INTO events (user_id, kind, details, user_agent, ip_address, created_at)
     SELECT ${OF_PERSON}, kind, details, user_agent, '2001:db8:85a3:8d3:1319:8a2e:370:7348', now() - hours * interval '1 hour'
       FROM jsonb_to_recordset($2::jsonb) AS row(kind text, details jsonb, user_agent text, hours int)`,
    [person.sub, JSON.stringify(rows)],
  )
}

/** A session in each of the browsers, and in one that said nothing. */
async function writeSessions({ person, sql }: Hand): Promise<void> {
  await sql(
    `INSERT INTO sessions (token_hash, user_id, account_id, expires_at, last_active_at, created_at, user_agent, ip_address)
     SELECT gen_random_uuid(), user_id, id, now() + interval '9 days', now() - number * interval '11 hours',
            now() - interval '9 days', nullif(user_agent, ''), '203.0.113.' || number
       FROM accounts, unnest($2::text[]) WITH ORDINALITY AS browser(user_agent, number) WHERE provider_account_id = $1`,
    [person.sub, [...USER_AGENTS, '']],
  )
}

/** What each of them is before their first state. */
export const prepare: Record<Who, (hand: Hand) => Promise<void>> = {
  nobody: async () => undefined,
  'somebody new': ({ page, enter }) => enter(page, '/dashboard'),
  'somebody with everything': async (hand) => {
    const { page, person, friend, arrive, connectAccount, sql } = hand
    await arrive(page, '/dashboard', { drive: true })
    await connectAccount(page, friend)
    await connectAccount(page, person, 'facebook')
    await connectAccount(page, person, 'twitter')
    await arrive(page, '/dashboard', { provider: 'twitter', posts: true })
    await sql(`UPDATE users SET display_name = $2 WHERE id = ${OF_PERSON}`, [person.sub, LONG_NAME])
    await writeHistory(hand)
    await writeSessions(hand)
  },
  'somebody in trouble': async (hand) => {
    const { page, person, friend, arrive, connectAccount, sql } = hand
    await arrive(page, '/dashboard', { drive: true })
    await connectAccount(page, friend)
    await connectAccount(page, person, 'twitter')
    await arrive(page, '/dashboard', { provider: 'twitter', posts: true })
    await writeHistory(hand)
    await sql(
      `UPDATE grants SET dead_at = now(), dead_cause = 'revoked', access_token = NULL, access_token_key = NULL, access_token_expires_at = NULL,
              refresh_token = NULL, refresh_token_key = NULL, refresh_token_digest = NULL`,
    )
    await sql(
      `UPDATE accounts SET disabled_at = now(), disabled_reason = 'provider' WHERE provider_account_id = $1`,
      [friend.sub],
    )
    await sql(`UPDATE users SET email = NULL, email_verified = NULL WHERE id = ${OF_PERSON}`, [person.sub])
  },
}

/** Changes the grant of the account that a person has at Google. */
const changeGrant =
  (columns: string) =>
  ({ person, sql }: Hand) =>
    sql(
      `UPDATE grants SET ${columns} WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)`,
      [person.sub],
    )

/** Changes another account of theirs. */
const changeFriend =
  (columns: string) =>
  ({ friend, sql }: Hand) =>
    sql(`UPDATE accounts SET ${columns} WHERE provider_account_id = $1`, [friend.sub])

const age = ({ person, sql }: Hand) =>
  sql(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = ${OF_PERSON}`, [
    person.sub,
  ])

const clearFaults = ({ google }: Hand) => google.clearFaults()

const lineOf =
  (kind: EventKind) =>
  async ({ person, sql }: Hand) => {
    const [row] = await sql(
      `SELECT id FROM events WHERE user_id = ${OF_PERSON} AND kind = $2 ORDER BY created_at LIMIT 1`,
      [person.sub, kind],
    )
    return `/activity/${row?.id}`
  }

/** Asks, by the last button that opens a dialog. */
const ask = async (page: Page) => {
  await page.locator('main [aria-haspopup=dialog]').last().click()
  await page.locator('dialog[open]').waitFor()
}

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })

const openMenu = (page: Page) => page.locator('header [popovertarget]').click()

/** An answer without content: the browser stays where it is, and shows what it shows while it waits. */
const press = (page: Page) => page.locator('main form[action="/sign-in/start"] button').first().click()

const problem = (code: FailureCode, page: PagePath | null = null): State => ({
  name: `problem-${code}`,
  page,
  path: `/sign-in/problem?code=${code}&provider=twitter&ref=4bd0cOZ3mH1vQ0h2xkq7uA`,
})

const CODE = 'a'.repeat(32)

/** Every state of every page, by who sees it, in the order in which they are made. */
export const states: Record<Who, State[]> = {
  nobody: [
    { name: 'start', page: '/', path: '/' },
    { name: 'sign-in', page: '/sign-in', path: '/sign-in?returnTo=/drive' },
    {
      name: 'leaving',
      page: null,
      path: '/sign-in',
      before: ({ google }) => google.failNext('authorize', { status: 204, seconds: 600 }),
      press: async (page) => {
        await press(page)
        await page.waitForURL('**/sign-in/start')
      },
      after: clearFaults,
    },
    problem('cancelled', '/sign-in/problem'),
    ...(Object.keys(failures) as FailureCode[])
      .filter((code) => code !== 'cancelled')
      .map((code) => problem(code)),
    { name: 'signed-out', page: '/signed-out', path: '/signed-out' },
    { name: 'goodbye', page: '/goodbye', path: '/goodbye' },
    { name: 'privacy', page: '/privacy', path: '/privacy' },
    {
      name: 'deletion-done',
      page: '/data-deletion/[code]',
      path: `/data-deletion/${CODE}`,
      before: ({ sql }) =>
        sql(`INSERT INTO deletion_requests (code_hash, provider, done_at) VALUES ($1, 'facebook', now())`, [
          hashToken(CODE),
        ]),
      after: ({ sql }) => sql('DELETE FROM deletion_requests'),
    },
    { name: 'deletion-unknown', page: null, path: `/data-deletion/${'0'.repeat(32)}` },
    { name: 'not-found', page: null, path: '/no-such-page' },
  ],
  'somebody new': [
    { name: 'new-start', page: null, path: '/' },
    { name: 'new-overview', page: null, path: '/dashboard' },
    { name: 'new-sessions', page: null, path: '/sessions' },
    { name: 'new-activity', page: null, path: '/activity' },
    { name: 'new-activity-narrowed', page: null, path: '/activity?kind=sessions' },
    { name: 'new-activity-missing', page: null, path: `/activity/${NOTHING}` },
    { name: 'new-drive', page: null, path: '/drive' },
    { name: 'new-posts', page: null, path: '/posts' },
    { name: 'new-connections', page: null, path: '/connections' },
    { name: 'new-settings', page: null, path: '/settings' },
    { name: 'new-deletion', page: null, path: '/settings/delete' },
    { name: 'new-deletion-confirm', page: null, path: '/settings/delete', before: age },
    { name: 'new-not-found', page: null, path: '/no-such-page' },
    {
      name: 'new-sign-in-problem',
      page: null,
      path: '/sign-in/problem?code=last_account&provider=google&ref=4bd0cOZ3mH1vQ0h2xkq7uA',
    },
    {
      name: 'new-broken',
      page: null,
      path: '/dashboard',
      before: ({ sql }) => sql('ALTER TABLE accounts RENAME hosted_domain TO hosted_domain_away'),
      after: ({ sql }) => sql('ALTER TABLE accounts RENAME hosted_domain_away TO hosted_domain'),
    },
  ],
  'somebody with everything': [
    { name: 'overview', page: '/dashboard', path: '/dashboard' },
    { name: 'menu', page: null, path: '/dashboard', press: openMenu },
    { name: 'start-signed-in', page: null, path: '/' },
    { name: 'sessions', page: '/sessions', path: '/sessions' },
    { name: 'sessions-unfolded', page: null, path: '/sessions', press: unfold },
    { name: 'sessions-question', page: null, path: '/sessions', press: ask },
    { name: 'sessions-question-in-page', page: null, path: '/sessions?confirm=others' },
    { name: 'activity', page: '/activity', path: '/activity' },
    { name: 'activity-narrowed', page: null, path: '/activity?kind=permissions' },
    { name: 'activity-line', page: '/activity/[id]', path: lineOf('signed_in_new_browser') },
    { name: 'drive', page: '/drive', path: '/drive' },
    { name: 'drive-search', page: null, path: '/drive?q=engine&sort=a-z' },
    { name: 'drive-nothing-found', page: null, path: '/drive?q=no-such-thing' },
    { name: 'drive-old-page', page: null, path: '/drive?page=old' },
    {
      name: 'drive-away',
      page: null,
      path: '/drive',
      before: ({ google }) => google.failNext('drive', { status: 503, seconds: 600 }),
      after: clearFaults,
    },
    { name: 'posts', page: '/posts', path: '/posts' },
    { name: 'posts-old-page', page: null, path: '/posts?page=made-up' },
    {
      name: 'posts-none',
      page: null,
      path: '/posts',
      before: ({ google, person }) => google.changeProfile(person.sub, { x: { posts: 0 } }),
    },
    {
      name: 'posts-left-out',
      page: null,
      path: '/posts',
      before: ({ google, person }) =>
        google.changeProfile(person.sub, {
          x: { posts: [{ text: 'One' }, { text: 'Two', unavailable: true }] } as object,
        }),
    },
    {
      name: 'posts-used-up',
      page: null,
      path: '/posts',
      before: ({ stack }) => controlX(stack.issuer).settings({ credits: 0 }),
      after: ({ stack }) => controlX(stack.issuer).settings({ credits: null }),
    },
    {
      name: 'posts-not-now',
      page: null,
      path: '/posts',
      before: ({ google }) =>
        google.failNext('x-tweets', {
          status: 429,
          headers: { 'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 600) },
          seconds: 600,
        }),
      after: clearFaults,
    },
    { name: 'connections', page: '/connections', path: '/connections' },
    { name: 'connections-question', page: null, path: '/connections', press: ask },
    { name: 'settings', page: '/settings', path: '/settings' },
    { name: 'deletion', page: '/settings/delete', path: '/settings/delete' },
    { name: 'confirm', page: '/confirm', path: '/confirm?returnTo=/settings', before: age },
    {
      name: 'connections-ending',
      page: null,
      path: '/connections',
      before: changeGrant(`refresh_token_expires_at = now() + interval '3 days'`),
    },
    {
      name: 'connections-brief',
      page: null,
      path: '/connections',
      before: changeGrant('refresh_token = NULL, refresh_token_key = NULL, refresh_token_expires_at = NULL'),
    },
    {
      name: 'connections-turned-off',
      page: null,
      path: '/connections',
      before: changeGrant('scopes_off = scopes'),
    },
    { name: 'drive-turned-off', page: null, path: '/drive' },
  ],
  'somebody in trouble': [
    { name: 'trouble-overview', page: null, path: '/dashboard' },
    { name: 'trouble-connections', page: null, path: '/connections' },
    { name: 'trouble-drive', page: null, path: '/drive' },
    { name: 'trouble-posts', page: null, path: '/posts' },
    { name: 'trouble-settings', page: null, path: '/settings' },
    { name: 'trouble-session-locked', page: null, path: lineOf('account_disabled') },
    {
      name: 'trouble-flagged',
      page: null,
      path: '/connections',
      before: changeFriend(
        `disabled_at = NULL, disabled_cause = 'bulk-account', disable_settled_at = now() + interval '1 day'`,
      ),
    },
    { name: 'trouble-flagged-overview', page: null, path: '/dashboard' },
    {
      name: 'trouble-gone',
      page: null,
      path: '/connections',
      before: changeFriend(`disabled_at = now(), disabled_cause = 'purged'`),
    },
  ],
}

/** Opens a page in a language, and has it show the state, with all that it waits for. */
export async function show(hand: Hand, { path, press }: State, language: Language): Promise<void> {
  const { page, sql, stack } = hand
  const name = `${brand.cookiePrefix}${new URL(stack.appUrl).port}-language`
  await page.context().addCookies([{ name, value: language, url: stack.appUrl }])
  await sql('UPDATE users SET language = $1', [language])
  await page.goto(typeof path === 'string' ? path : await path(hand))
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await page.locator('main .animate-pulse').first().waitFor({ state: 'detached' })
  await press?.(page)
}
