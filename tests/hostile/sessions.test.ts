import { pages } from '#lib/pages'
import type { Person } from '#scripts/sandbox/people'
import {
  createRawBrowser,
  destination,
  FOREIGN,
  placeOf,
  type RawBrowser,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { test as base, expect, SAFARI } from '#tests/support/test'

const PAGE = '/sessions'

type Fixtures = {
  /** Ada once more, in another browser. */
  another: RawBrowser
  /** Somebody else. */
  stranger: Person
}

const test = base.extend<Fixtures>({
  another: async ({ stack, person }, use) => {
    const browser = createRawBrowser(stack)
    await browser.signIn(person)
    await use(browser)
  },
  stranger: async ({ stack, google }, use) => {
    const sub = `edith-${Date.now()}`
    const edith = await google.addPerson({ sub, email: `${sub}@gmail.example`, name: 'Edith' })
    await createRawBrowser(stack).signIn(edith)
    await use(edith)
  },
})

const actions = [
  { title: 'ending a session', button: 'Sign out<span' },
  { title: 'ending all other sessions', button: 'Sign it out' },
]

for (const { title, button } of actions) {
  test(`${title} from another site is refused, and nothing happens`, { tag: '@R98' }, async ({
    ada,
    another,
    everything,
  }) => {
    const form = await readForm(ada, PAGE, button)
    const before = await everything()
    const spoofed = {
      origin: 'https://evil.example',
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    }
    for (const headers of [...FOREIGN, spoofed, { referer: 'http://localhost/sessions' }]) {
      const answer = await sendForm(ada, form, {}, headers)
      expect(['cross_site', '403'], JSON.stringify(headers)).toContain(destination(answer))
    }
    expect(await everything()).toBe(before)
    expect(destination(await sendForm(ada, form))).toBe(PAGE)
    expect(destination(await another.get(PAGE)), 'the same from our own page').toBe('/sign-in')
  })

  test(`${title} without a session, or with one that is over, leads to signing in, and nothing happens`, {
    tag: '@R101',
  }, async ({ ada, another, stack, sql, everything }) => {
    const form = await readForm(ada, PAGE, button)
    const [nobody, forged] = [createRawBrowser(stack), createRawBrowser(stack)]
    forged.jar.set(stack.sessionCookie, 'A'.repeat(43))
    const { fields } = await readForm(another, PAGE, 'Sign out<span')
    await sql('UPDATE sessions SET ended_at = now() WHERE id = $1', [fields.id])
    const before = await everything()
    for (const browser of [nobody, forged, ada]) {
      const place = placeOf(await sendForm(browser, form))
      expect(`${place?.pathname}${place?.search}`).toBe('/sign-in?returnTo=%2Fsessions')
    }
    expect(await everything()).toBe(before)
  })
}

test('a session of somebody else, an unknown one, one that is over and nonsense get the same answer', {
  tag: '@R109',
}, async ({ ada, another, stranger, sql, everything }) => {
  const form = await readForm(ada, PAGE, 'Sign out<span')
  const [theirs] = await sql(
    'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.provider_account_id = $1',
    [stranger.sub],
  )
  const over = form.fields.id ?? ''
  await sendForm(ada, form)
  expect(destination(await another.get(PAGE))).toBe('/sign-in')
  const before = await everything()
  for (const id of [
    String(theirs?.id),
    crypto.randomUUID(),
    over,
    "' OR 1=1 --",
    '\0',
    '',
    'x'.repeat(5_000),
  ]) {
    expect(destination(await sendForm(ada, form, { id })), id).toBe(PAGE)
    expect((await ada.get(PAGE)).text, id).toContain('That browser is signed out already.')
    await expect
      .poll(async () => (await ada.get(PAGE)).text)
      .not.toContain('That browser is signed out already.')
  }
  const { id: _left, ...fields } = form.fields
  expect(destination(await sendForm(ada, { ...form, fields }))).toBe('invalid_input')
  expect(await everything()).toBe(before)
})

/** What a GET may write of a session: when, from where and with which browser it was last used (R99). */
const USE = ['last_active_at', 'ip_address', 'user_agent', 'browser_noted_at']

test('reading any page or answer changes nothing but when and where the session was last used', {
  tag: ['@R52', '@R99'],
}, async ({ ada, another, sql }) => {
  const forms = [await readForm(ada, PAGE, 'Sign out<span'), await readForm(ada, PAGE, 'Sign it out')]
  const queries = [...forms.map(({ fields }) => fields), { confirm: 'others' }, { confirm: 'x', sure: 'on' }]
  // A trap: every write of every table of ours is kept, also one that leaves a row as it was.
  const tables = await sql(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  )
  await sql('CREATE TABLE written (what text)')
  await sql(`
    CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_TABLE_NAME = 'sessions' AND TG_OP = 'UPDATE' AND to_jsonb(OLD) - '{${USE.join()}}'::text[] = to_jsonb(NEW) - '{${USE.join()}}'::text[]
      THEN INSERT INTO written VALUES ('use of ' || NEW.id);
      ELSE INSERT INTO written VALUES (TG_OP || ' ' || TG_TABLE_NAME);
      END IF;
      RETURN NULL;
    END $$`)
  try {
    for (const { relname } of tables)
      await sql(
        `CREATE TRIGGER trap AFTER INSERT OR UPDATE OR DELETE ON "${relname}" FOR EACH ROW EXECUTE FUNCTION note_write()`,
      )
    await sql(`UPDATE sessions SET last_active_at = now() - interval '1 hour'`)
    await sql('DELETE FROM written')
    const paths = [
      ...pages.filter(({ account }) => account).map(({ path }) => path),
      '/api/me',
      '/api/export',
      '/connections/start',
    ]
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      for (const path of paths) await ada.request(path, { method })
      for (const fields of queries) await ada.request(`${PAGE}?${new URLSearchParams(fields)}`, { method })
    }
    const written = (await sql('SELECT what, count(*)::int FROM written GROUP BY 1')).map(
      ({ what, count }) => [what, count],
    )
    expect(written).toEqual([[expect.stringMatching(/^use of /), 1]])
  } finally {
    await sql('DROP FUNCTION note_write CASCADE')
    await sql('DROP TABLE written')
  }
  expect((await another.get('/api/me')).status).toBe(200)
})

test('two browsers that take turns with one cookie are two lines of history, and one write in a minute', {
  tag: '@R52',
}, async ({ ada, sql }) => {
  const [row] = await sql(
    `SELECT id, user_id, xmin::text AS version FROM sessions ORDER BY created_at DESC LIMIT 1`,
  )
  const version = async () =>
    (await sql('SELECT xmin::text AS version FROM sessions WHERE id = $1', [row?.id]))[0]?.version
  const turn = async (n: number) => {
    const firefox = `Mozilla/5.0 (X11; Linux x86_64; rv:${n}.0) Gecko/20100101 Firefox/${n}.0`
    for (const agent of [firefox, SAFARI, '']) await ada.get('/api/me', agent ? { 'user-agent': agent } : {})
  }
  await turn(1)
  await expect.poll(version).not.toBe(row?.version)
  const once = await version()
  for (let n = 2; n <= 60; n++) await turn(n)
  expect(await version()).toBe(once)
  const lines = await sql(`SELECT 1 FROM events WHERE user_id = $1 AND kind = 'browser_changed'`, [
    row?.user_id,
  ])
  expect(lines.length).toBeLessThanOrEqual(1)
})

test('sessions and activity are for people who are signed in', { tag: '@R101' }, async ({ stack }) => {
  const nobody = createRawBrowser(stack)
  for (const page of [PAGE, '/activity', '/activity?kind=account'])
    expect(destination(await nobody.get(page)), page).toBe('/sign-in')
})
