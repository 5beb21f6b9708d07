import {
  createRawBrowser,
  destination,
  FOREIGN,
  OURS,
  placeOf,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

/** Ids of Server Actions as other builds and other versions of Next have made them, or nobody. */
const OTHER_IDS = ['40'.padEnd(42, 'ab'), 'ab'.repeat(20), 'x', '']

const NOBODYS = '00000000-0000-4000-8000-000000000000'

type Action = { title: string; page: string; button: string; fields?: Record<string, string> }

const turningOff: Action = { title: 'turning Drive off', page: '/connections', button: 'Turn off' }
const disconnecting: Action = { title: 'disconnecting', page: '/connections', button: 'Disconnect' }
const deleting: Action = {
  title: 'deleting the account',
  page: '/settings/delete',
  button: 'Delete my account',
  fields: { sure: 'on' },
}

test('a form of another build is not done, and a page says so with the way back', async ({
  ada,
  stack,
  everything,
}) => {
  const { page, button } = turningOff
  const form = await readForm(ada, page, button)
  const before = await everything()
  const outdated = OTHER_IDS.map((id) =>
    Object.fromEntries(
      Object.entries(form.fields).map(([name, value]) => [
        name.replace(/^(\$ACTION_ID_).*/, `$1${id}`),
        value,
      ]),
    ),
  )
  const { account } = form.fields
  for (const fields of [...outdated, { account: account ?? '' }]) {
    const answer = await sendForm(ada, { page: `${page}?from=mail`, fields })
    expect(answer.status).toBe(303)
    const place = placeOf(answer)
    expect(place?.searchParams.get('code')).toBe('outdated_page')
    const problem = await ada.get(`${place?.pathname}${place?.search}`)
    expect(problem.status).toBe(409)
    expect(problem.text).toContain('This page is from before an update')
    expect(problem.text).toContain(`href="${page}?from=mail"`)
    const line = `"code":"outdated_page","reference":"${place?.searchParams.get('ref')}"`
    await expect.poll(() => stack.logs().includes(line)).toBe(true)
  }
  expect(await everything()).toBe(before)
})

test('the script of a page of another build is told so in its own way', async ({ ada, everything }) => {
  const before = await everything()
  for (const id of OTHER_IDS.slice(0, 3)) {
    const answer = await ada.request('/connections', {
      method: 'POST',
      headers: { ...OURS, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      body: '[]',
    })
    expect(answer.headers.get('x-nextjs-action-not-found'), id).toBe('1')
    expect([400, 409], id).toContain(answer.status)
  }
  expect(await everything()).toBe(before)
})

for (const { title, page, button, fields } of [turningOff, disconnecting, deleting]) {
  test(`${title} from another site is refused, and nothing happens`, { tag: '@R98' }, async ({
    ada,
    everything,
  }) => {
    const form = await readForm(ada, page, button)
    const before = await everything()
    for (const headers of FOREIGN) {
      const answer = await sendForm(ada, form, fields, headers)
      expect(['cross_site', '403'], JSON.stringify(headers)).toContain(destination(answer))
    }
    expect(await everything()).toBe(before)
  })

  test(`${title} without a session leads to signing in, and nothing happens`, { tag: '@R101' }, async ({
    ada,
    stack,
    sql,
    everything,
  }) => {
    const form = await readForm(ada, page, button)
    const [nobody, forged] = [createRawBrowser(stack), createRawBrowser(stack)]
    forged.jar.set(stack.sessionCookie, 'A'.repeat(43))
    const before = await everything()
    for (const browser of [nobody, forged]) {
      const place = placeOf(await sendForm(browser, form, fields))
      expect(place?.pathname).toBe('/sign-in')
      expect(place?.searchParams.get('returnTo')).toMatch(new RegExp(`^${page}`))
    }
    expect(await everything()).toBe(before)
    await sql('UPDATE sessions SET ended_at = now()')
    const ended = await everything()
    expect(destination(await sendForm(ada, form, fields))).toBe('/sign-in')
    expect(await everything()).toBe(ended)
  })
}

for (const { title, page, button, fields } of [disconnecting, deleting]) {
  test(`${title} leads to confirming when that is long ago, and nothing happens`, { tag: '@R57' }, async ({
    ada,
    person,
    age,
    everything,
  }) => {
    const form = await readForm(ada, page, button)
    await age(person)
    const before = await everything()
    const place = placeOf(await sendForm(ada, form, fields))
    expect(place?.pathname).toBe('/confirm')
    expect(place?.searchParams.get('returnTo')).toMatch(new RegExp(`^${page}`))
    expect(await everything()).toBe(before)
  })
}

for (const { title, page, button } of [turningOff, disconnecting]) {
  test(`${title} with the id of somebody else, a made-up one or none finds nothing`, {
    tag: '@R109',
  }, async ({ ada, stack, google, sql, everything }) => {
    const sub = `edith-${Date.now()}`
    const other = createRawBrowser(stack)
    await other.signIn(await google.addPerson({ sub, email: `${sub}@gmail.example`, name: 'Edith' }))
    const [hers] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [sub])
    const form = await readForm(ada, page, button)
    const before = await everything()
    const over = 'is not connected here, or no longer'
    for (const account of [
      String(hers?.id),
      NOBODYS,
      'x',
      '',
      '\0',
      `${NOBODYS}\0`,
      "' OR 1=1 --",
      'x'.repeat(5_000),
    ]) {
      const place = placeOf(await sendForm(ada, form, { account }))
      expect(place?.pathname, account).toBe('/connections')
      expect((await ada.get('/connections')).text, account).toContain(over)
      await expect.poll(async () => (await ada.get('/connections')).text).not.toContain(over)
    }
    const { account: _left, ...fields } = form.fields
    expect(destination(await sendForm(ada, { ...form, fields }))).toBe('invalid_input')
    expect(await everything()).toBe(before)
  })
}

test('whatever a form or an address says, no answer leads to a longer address than one may come back to', {
  tag: '@R107',
}, async ({ ada, stack, person, age }) => {
  const nobody = createRawBrowser(stack)
  const disconnect = await readForm(ada, disconnecting.page, disconnecting.button)
  const turnOff = await readForm(ada, turningOff.page, turningOff.button)
  const long = { account: 'x'.repeat(500_000), id: 'y'.repeat(100_000), feature: 'z'.repeat(100_000) }
  await age(person)
  for (const browser of [ada, nobody]) {
    for (const form of [disconnect, turnOff]) {
      const place = placeOf(await sendForm(browser, form, long))
      expect(place?.href.length, form.page).toBeLessThan(4_000)
    }
    for (const path of [
      '/activity?before=',
      '/connections?confirm=',
      '/drive?q=',
      '/confirm?returnTo=',
      '/sign-in?returnTo=',
    ]) {
      const { status, headers } = await browser.get(path + 'x'.repeat(12_000))
      expect(status, path).toBeLessThan(500)
      expect((headers.get('location') ?? '').length, path).toBeLessThan(4_000)
    }
    for (const fields of [{ returnTo: `/drive?q=${'x'.repeat(3_500)}` }, { returnTo: 'x'.repeat(3_500) }]) {
      for (const path of ['/sign-in/start', '/connections/start', '/api/export']) {
        const place = placeOf(await browser.post(path, fields))
        expect(place?.href.length, path).toBeLessThan(4_000)
      }
    }
  }
})

test('what is ended twice is ended: the second time says so, and nothing else happens', async ({
  ada,
  sql,
  everything,
}) => {
  const revoked = async () => (await sql('SELECT 1 FROM revocations')).length
  const off = await readForm(ada, turningOff.page, turningOff.button)
  const away = await readForm(ada, disconnecting.page, disconnecting.button)
  const say = async () => (await ada.get('/connections')).text
  for (const form of [off, away]) {
    expect(destination(await sendForm(ada, form))).toBe('/connections')
    await expect.poll(revoked).toBe(0)
    const before = await everything()
    expect(destination(await sendForm(ada, form))).toBe('/connections')
    expect(await everything()).toBe(before)
    expect(await say()).toMatch(/It is turned off here|is not connected here, or no longer/)
  }
  expect(
    destination(
      await sendForm(ada, { ...off, fields: { ...off.fields, account: away.fields.account ?? '' } }),
    ),
  ).toBe('/connections')
  expect(await say(), 'a feature of what is gone').toContain('is not connected here, or no longer')
})

test('turning on leads back to a page of this site alone, whatever its form says', { tag: '@R97' }, async ({
  ada,
}) => {
  await sendForm(ada, await readForm(ada, turningOff.page, turningOff.button))
  const form = await readForm(ada, '/drive?q=a', 'Turn on')
  expect(form.fields).toMatchObject({ returnTo: '/drive?q=a' })
  for (const [returnTo, place] of [
    ['/drive?q=a', '/drive'],
    ['https://evil.example/drive', '/dashboard'],
    ['//evil.example', '/dashboard'],
    ['/\\evil.example', '/dashboard'],
    ['/api/export', '/dashboard'],
  ] as const)
    expect(placeOf(await sendForm(ada, form, { returnTo }))?.href, returnTo).toMatch(
      new RegExp(`^http://localhost${place}(?:\\?q=a)?$`),
    )
})

test('deleting twice at once, and signing out twice, is calm', async ({ ada, sql, everything }) => {
  const [form, out] = [
    await readForm(ada, deleting.page, deleting.button),
    await readForm(ada, '/settings', 'Sign out'),
  ]
  const cookies = new Map(ada.jar)
  const places = await Promise.all(
    [1, 2].map(async () => destination(await sendForm(ada, form, { sure: 'on' }))),
  )
  expect(places).toContain('/goodbye')
  for (const place of places) expect(['/goodbye', '/sign-in']).toContain(place)
  for (const [name, value] of cookies) ada.jar.set(name, value)
  await expect.poll(async () => (await sql('SELECT 1 FROM revocations')).length).toBe(0)
  const before = await everything()
  expect(destination(await sendForm(ada, form, { sure: 'on' }))).toBe('/sign-in')
  expect((await ada.get('/sign-in')).text).toContain('its account here was deleted')
  for (const _twice of [1, 2]) expect(destination(await sendForm(ada, out))).toBe('/signed-out')
  expect([...ada.jar.keys()].filter((name) => name.endsWith('session'))).toEqual([])
  expect(await everything()).toBe(before)
})

test('a deletion without the tick is refused, and nothing happens', async ({ ada, everything }) => {
  const form = await readForm(ada, deleting.page, deleting.button)
  const before = await everything()
  expect(destination(await sendForm(ada, form))).toBe('invalid_input')
  expect(await everything()).toBe(before)
})

test('the account pages and what they ask are for people who are signed in', { tag: '@R101' }, async ({
  stack,
}) => {
  const nobody = createRawBrowser(stack)
  for (const page of ['/connections', '/settings', '/settings/delete', '/confirm'])
    expect(destination(await nobody.get(page)), page).toBe('/sign-in')
})
