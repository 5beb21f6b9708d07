import type { Person } from '#scripts/sandbox/people'
import {
  createRawBrowser,
  destination,
  FOREIGN,
  placeOf,
  type RawBrowser,
  type RawForm,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { test as base, expect } from '#tests/support/test'

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
  { title: 'ending a session', button: 'End session' },
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
    const { fields } = await readForm(another, PAGE, 'End session')
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
  const form = await readForm(ada, PAGE, 'End session')
  const [theirs] = await sql(
    'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.provider_account_id = $1',
    [stranger.sub],
  )
  const over = form.fields.id ?? ''
  await sendForm(ada, form)
  expect(destination(await another.get(PAGE))).toBe('/sign-in')
  const before = await everything()
  const headings = new Set<string | undefined>()
  for (const id of [
    String(theirs?.id),
    crypto.randomUUID(),
    over,
    "' OR 1=1 --",
    '\0',
    '',
    'x'.repeat(5_000),
  ]) {
    const place = placeOf(await sendForm(ada, form, { id }))
    const problem = await ada.get(`${place?.pathname}${place?.search}`)
    expect(problem.status, id).toBe(404)
    headings.add(/<h1[^>]*>(.*?)<\/h1>/.exec(problem.text)?.[1])
  }
  expect([...headings]).toEqual(['We could not find that'])
  const { id: _left, ...fields } = form.fields
  expect(destination(await sendForm(ada, { ...form, fields }))).toBe('invalid_input')
  expect(await everything()).toBe(before)
})

test('reading the page of the sessions changes nothing, whatever its address says', { tag: '@R99' }, async ({
  ada,
  another,
  everything,
}) => {
  const forms = [await readForm(ada, PAGE, 'End session'), await readForm(ada, PAGE, 'Sign it out')]
  const before = await everything()
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    for (const form of [...forms, { fields: { confirm: 'others' } } satisfies Partial<RawForm>])
      await ada.request(`${PAGE}?${new URLSearchParams(form.fields)}`, { method })
  }
  expect(await everything()).toBe(before)
  expect((await another.get('/api/me')).status).toBe(200)
})

test('sessions and activity are for people who are signed in', { tag: '@R101' }, async ({ stack }) => {
  const nobody = createRawBrowser(stack)
  for (const page of [PAGE, '/activity', '/activity?kind=account'])
    expect(destination(await nobody.get(page)), page).toBe('/sign-in')
})
