import { signOut } from '#tests/support/pages'
import { destination, readForm, sendForm } from '#tests/support/raw-browser'
import { expect, type Page, test } from '#tests/support/test'

const CLEARED = '"cache", "storage"'

/** Each way in which somebody leaves a browser. */
const ways: {
  title: string
  path: string
  button: string
  fields?: Record<string, string>
  over?: boolean
}[] = [
  { title: 'signing out', path: '/settings', button: 'Sign out' },
  { title: 'signing out when the session is over', path: '/settings', button: 'Sign out', over: true },
  {
    title: 'deleting the account',
    path: '/settings/delete',
    button: 'Delete my account',
    fields: { sure: 'on' },
  },
]

for (const { title, path, button, fields, over } of ways) {
  test(`${title} has the browser forget what it keeps of the pages, and no other answer does`, {
    tag: '@R58',
  }, async ({ ada, sql }) => {
    const said = async (page: string) => (await ada.get(page)).headers.get('clear-site-data')
    for (const page of ['/dashboard', path, '/api/me']) expect(await said(page), page).toBeNull()
    const form = await readForm(ada, path, button)
    if (over) await sql('UPDATE sessions SET ended_at = now()')
    const answer = await sendForm(ada, form, fields)
    expect(['/signed-out', '/goodbye']).toContain(destination(answer))
    expect(answer.headers.get('clear-site-data')).toBe(CLEARED)
    for (const page of ['/signed-out', '/goodbye', '/']) expect(await said(page), page).toBeNull()
  })
}

const LEFT = ['storage', 'databases', 'caches'] as const

/** Puts something into each place where a page can keep it, and two cookies: of how somebody reads, and of another site's. */
async function keepEverywhere(page: Page, appUrl: string, theme: string): Promise<void> {
  await page.context().addCookies([
    { name: theme, value: 'dark', url: appUrl },
    { name: 'of-another-site', value: '1', url: appUrl },
  ])
  await page.evaluate(async () => {
    localStorage.setItem('kept', '1')
    await (await caches.open('kept')).put('/kept', new Response('kept'))
    await new Promise((resolve, reject) => {
      Object.assign(indexedDB.open('kept'), { onsuccess: resolve, onerror: reject })
    })
  })
}

const leftIn = (page: Page) =>
  page.evaluate(async (): Promise<Record<(typeof LEFT)[number], number>> => {
    const databases = (await indexedDB.databases()).length
    return { storage: localStorage.length, databases, caches: (await caches.keys()).length }
  })

test('in the browser nothing is left of somebody who has left, but how it is read and what is of other sites', {
  tag: '@R58',
}, async ({ page, enter, stack, context, person }) => {
  const theme = stack.sessionCookie.replace('session', 'theme')
  for (const leave of [
    () => signOut(page),
    async () => {
      await page.goto('/settings/delete')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Delete my account' }).click()
      await expect(page).toHaveURL('/goodbye')
    },
  ]) {
    await enter(page, '/settings')
    await keepEverywhere(page, stack.appUrl, theme)
    expect(await leftIn(page)).toEqual({ storage: 1, databases: 1, caches: 1 })
    await leave()
    await expect.poll(() => leftIn(page)).toEqual({ storage: 0, databases: 0, caches: 0 })
    const names = (await context.cookies(stack.appUrl)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([theme, 'of-another-site']))
    expect(names).not.toContain(stack.sessionCookie)
    await page.goBack()
    await expect(page).toHaveURL(/\/sign-in\?/)
    await expect(page.locator('body')).not.toContainText(person.email)
  }
})
