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
    for (const account of [String(hers?.id), NOBODYS, 'x', "' OR 1=1 --"])
      expect(destination(await sendForm(ada, form, { account })), account).toBe('not_found')
    const { account: _left, ...fields } = form.fields
    expect(destination(await sendForm(ada, { ...form, fields }))).toBe('invalid_input')
    expect(await everything()).toBe(before)
  })
}

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
