import { card, chooseAtGoogle, signOut } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const DRIVE = 'https://www.googleapis.com/auth/drive.metadata.readonly'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a person connects another Google account, and either opens their account', async ({
      page,
      person,
      friend,
      arrive,
      stack,
    }) => {
      await arrive(page, '/connections')
      await page.getByRole('button', { name: 'Connect a Google account' }).click()
      await chooseAtGoogle(page, friend)
      await expect(page.getByRole('status')).toContainText(`${friend.email} is connected.`)
      await expect(card(page, person)).toContainText('This session')
      await expect(card(page, friend)).not.toContainText('This session')
      await expect(card(page, friend)).toContainText(/Connected since\s*\d{1,2} \w+ 20\d\d/)
      await signOut(page)
      await page.goto('/connections')
      await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
      await chooseAtGoogle(page, friend)
      await expect(page).toHaveURL(`${stack.appUrl}/connections`)
      await expect(card(page, friend)).toContainText('This session')
      await expect(page.getByRole('banner')).toContainText('Ada Lovelace')
    })

    test('Drive is allowed at Google, turned off here, and on again at once, here and on its own page', async ({
      page,
      person,
      arrive,
      sql,
      stack,
    }) => {
      await arrive(page, '/connections')
      const drive = page.getByRole('listitem').filter({ hasText: 'files in Drive' })
      await expect(drive).toContainText('Not given')
      await drive.getByRole('button', { name: 'Allow Drive at Google' }).click()
      await chooseAtGoogle(page, person, { tick: true })
      await expect(page.getByRole('status')).toContainText('gave the permission')
      await expect(drive).toContainText(/Given on \d{1,2} \w+ 20\d\d/)
      await drive.getByRole('button', { name: 'Turn off Drive' }).click()
      await expect(page.getByRole('status')).toContainText('It is turned off here')
      await expect(drive).toContainText('Google still lists it')
      await drive.getByRole('button', { name: 'Turn on Drive' }).click()
      await expect(page.getByRole('status')).toContainText('It is turned on again')
      await drive.getByRole('button', { name: 'Turn off Drive' }).click()
      await expect(page.getByRole('status')).toContainText('It is turned off here')

      // What was shown is removed once the page has been sent.
      const notices = () => sql('SELECT 1 FROM sessions WHERE notice IS NOT NULL')
      await expect.poll(notices).toEqual([])
      await page.goto('/drive?q=engine')
      await expect(page.getByText('Google still lists the permission')).toBeVisible()
      await page.getByRole('main').getByRole('button', { name: 'Turn on Drive' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?q=engine`)
      await expect(page.getByRole('status').first()).toContainText('It is turned on again')
      await expect(page.getByText('matching “engine”')).toBeVisible()
      await page.goto('/connections')
      await expect(drive.getByRole('button', { name: 'Turn off Drive' })).toBeVisible()
      await expect.poll(notices).toEqual([])
      await page.reload()
      await expect(page.getByRole('status')).toHaveCount(0)
    })

    test('disconnecting asks, ends the access at Google and signs the other browser out', {
      tag: '@R76',
    }, async ({ browser, page, person, friend, google, arrive, connectAccount, stack }) => {
      await arrive(page, '/connections')
      await connectAccount(page, friend)
      const elsewhere = await browser.newPage({ baseURL: stack.appUrl })
      await elsewhere.goto('/dashboard')
      await elsewhere.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
      await chooseAtGoogle(elsewhere, friend)
      await elsewhere.waitForURL('/dashboard')

      await card(page, friend)
        .getByRole('button', { name: `Disconnect ${friend.email}` })
        .click()
      const question = page.getByRole('dialog', { name: `Disconnect ${friend.email}?` })
      await expect(question).toContainText('All of the access that Latchkey has to this Google account ends')
      await question.getByRole('button', { name: 'Keep it' }).click()
      await expect(question).toBeHidden()
      await expect(card(page, friend)).toBeVisible()

      await card(page, friend)
        .getByRole('button', { name: `Disconnect ${friend.email}` })
        .click()
      await question.getByRole('button', { name: 'Disconnect' }).click()
      await expect(page.getByRole('status')).toContainText(`${friend.email} is disconnected.`)
      await expect(card(page, friend)).toHaveCount(0)
      await expect(card(page, person)).toContainText('your only way to sign in')

      await elsewhere.reload()
      await expect(elsewhere).toHaveURL(/\/sign-in\?/)
      await expect(elsewhere.getByRole('main')).toContainText('was disconnected from your account here')
      await elsewhere.close()
      const left = async () => (await google.grants()).map(({ sub }) => sub)
      await expect.poll(left).not.toContain(friend.sub)
      expect(await left()).toContain(person.sub)
    })

    test('who disconnects the account that they signed in with stays signed in, under the other', async ({
      page,
      person,
      friend,
      arrive,
      connectAccount,
    }) => {
      await arrive(page, '/connections')
      await connectAccount(page, friend)
      await card(page, person)
        .getByRole('button', { name: `Disconnect ${person.email}` })
        .click()
      const question = page.getByRole('dialog')
      await expect(question).toContainText('but for this one, which goes on with another account')
      await expect(question).toContainText(`become those of ${friend.email}`)
      await question.getByRole('button', { name: 'Disconnect' }).click()
      await expect(page.getByRole('status')).toContainText(`${person.email} is disconnected.`)
      await expect(card(page, friend)).toContainText('This session')
      await expect(page.getByRole('banner')).toContainText('Grace Hopper')
    })

    test('disconnecting long after the sign-in confirms first, and comes back to the question', {
      tag: '@R57',
    }, async ({ page, person, friend, arrive, connectAccount, age }) => {
      await arrive(page, '/connections')
      await connectAccount(page, friend)
      await age(person)
      await page.goto('/connections')
      await page.getByRole('button', { name: `Disconnect ${friend.email}` }).click()
      const question = page.getByRole('dialog', { name: `Disconnect ${friend.email}?` })
      await expect(question.getByRole('button', { name: 'Disconnect' })).toHaveCount(0)
      await question.getByRole('button', { name: 'Continue with Google' }).click()
      await chooseAtGoogle(page, person)
      await expect(question).toBeVisible()
      await expect(question).toBeInViewport()
      await question.getByRole('button', { name: 'Keep it' }).click()
      await expect(question).toBeHidden()
      await page.getByRole('button', { name: `Disconnect ${friend.email}` }).click()
      await question.getByRole('button', { name: 'Disconnect' }).click()
      await expect(page.getByRole('status')).toContainText(`${friend.email} is disconnected.`)
    })

    test('a grant that Google has ended says why, and is mended by reconnecting', async ({
      page,
      person,
      google,
      arrive,
      sql,
    }) => {
      await arrive(page, '/connections')
      await page.getByRole('button', { name: 'Allow Drive at Google' }).click()
      await chooseAtGoogle(page, person, { tick: true })
      await google.removeGrant(person.sub)
      await sql(
        `UPDATE grants SET dead_at = now(), dead_cause = 'revoked', refresh_token = NULL, access_token = NULL
          WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)`,
        [person.sub],
      )
      await page.goto('/connections')
      await expect(card(page, person)).toContainText('Ended by Google')
      await expect(card(page, person)).toContainText('taken back in your Google Account')
      await page.getByRole('button', { name: 'Reconnect' }).click()
      await chooseAtGoogle(page, person, { tick: true })
      await expect(page.getByRole('status')).toContainText(`${person.email} is connected again.`)
      await expect(card(page, person)).toContainText(/Worked (just now|\d+ minutes? ago)/)
      const [grant] = await google.grants().then((all) => all.filter(({ sub }) => sub === person.sub))
      expect(grant?.scopes).toContain(DRIVE)
    })
  })
}

test('the overview lists every connected account, and says which access is over, with the button that mends it', async ({
  page,
  person,
  friend,
  arrive,
  connectAccount,
  sql,
}) => {
  await arrive(page, '/connections')
  await connectAccount(page, friend)
  await page.goto('/dashboard')
  const ways = page.getByRole('region', { name: 'How you sign in' })
  const way = (email: string) => ways.getByRole('listitem').filter({ hasText: email })
  await expect(ways.getByRole('listitem')).toHaveCount(2)
  await expect(way(person.email)).toContainText('This session')
  await expect(way(friend.email)).not.toContainText('This session')
  await expect(ways.getByRole('button')).toHaveCount(0)
  await sql(
    `UPDATE grants SET dead_at = now(), dead_cause = 'revoked' WHERE account_id =
       (SELECT id FROM accounts WHERE provider_account_id = $1)`,
    [friend.sub],
  )
  await page.reload()
  const state = page.getByRole('region', { name: 'One thing needs your attention' })
  await expect(state).toContainText(`Our access to ${friend.email} at Google ended`)
  await state.getByRole('button', { name: 'Reconnect' }).click()
  await chooseAtGoogle(page, friend)
  await expect(page).toHaveURL('/dashboard')
  await expect(page.getByRole('status')).toContainText(`${friend.email} is connected again.`)
  await expect(page.getByRole('heading', { name: 'All is well' })).toBeVisible()
})
