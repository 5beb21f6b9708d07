import type { Page } from '@playwright/test'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import type { PersonEverywhere } from '#tests/support/google'
import { chooseAt, hydrated, signOut } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const SIGN_IN: Record<ProviderId, string> = {
  google: 'Sign in with Google',
  facebook: 'Continue with Facebook',
  twitter: 'Sign in with X',
}

/** What the card of an account is called by. */
const labelAt: Record<ProviderId, (person: PersonEverywhere) => string> = {
  google: ({ email }) => email,
  facebook: ({ facebook, name }) => facebook.email ?? name,
  twitter: ({ x }) => `@${x.username}`,
}

/** Signs in; Facebook asks nothing of whom it knows in this browser, and who has agreed. */
async function signInBy(
  page: Page,
  id: ProviderId,
  person: PersonEverywhere,
  known = id === 'facebook',
): Promise<void> {
  await page.goto('/connections')
  await page.getByRole('main').getByRole('button', { name: SIGN_IN[id], exact: true }).click()
  if (!known) await chooseAt[id](page, person)
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
}

const cardOf = (page: Page, id: ProviderId, person: PersonEverywhere) =>
  page.getByRole('region', { name: `${labelAt[id](person)} ${providerNames[id]}`, exact: true })

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('somebody connects their accounts at all three, signs in by each, and disconnects the one that they came by first', {
      tag: ['@R93', '@R97'],
    }, async ({ page, person, google }) => {
      /** What React takes over may move under the pointer. */
      const settled = async () => {
        if (javaScriptEnabled) await hydrated(page)
      }
      // Each of their addresses is another one, by which its card is known.
      const email = `ada.${person.facebook.id}@facebook.example`
      await google.changeProfile(person.sub, { facebook: { email } })
      person.facebook.email = email

      await signInBy(page, 'twitter', person)
      await expect(page.getByRole('status')).toContainText('new account')
      await expect(page.getByRole('region', { name: /^@/ })).toHaveCount(1)
      for (const id of ['google', 'facebook'] as const) {
        await settled()
        await page.getByRole('button', { name: `Connect a ${providerNames[id]} account` }).click()
        await chooseAt[id](page, person)
        await expect(page.getByRole('status')).toContainText(`${labelAt[id](person)} is connected.`)
      }
      for (const id of providerIds) await expect(cardOf(page, id, person)).toBeVisible()
      await expect(cardOf(page, 'twitter', person)).toContainText('This session')

      for (const id of providerIds) {
        await settled()
        await signOut(page)
        await signInBy(page, id, person)
        for (const one of providerIds) {
          const expected = expect(cardOf(page, one, person))
          if (one === id) await expected.toContainText('This session')
          else await expected.not.toContainText('This session')
        }
      }

      const handle = labelAt.twitter(person)
      const atX = cardOf(page, 'twitter', person)
      await settled()
      await atX.getByRole('button', { name: `Disconnect ${handle}` }).click()
      const question = page.getByRole('dialog', { name: `Disconnect ${handle}?` })
      await question.getByRole('button', { name: 'Disconnect' }).click()
      await expect(page.getByRole('status')).toContainText(`${handle}`)
      await expect(atX).toHaveCount(0)
      await expect(page.getByRole('button', { name: 'Connect an X account' })).toBeVisible()

      await settled()
      await signOut(page)
      await signInBy(page, 'twitter', person)
      await expect(cardOf(page, 'google', person)).toHaveCount(0)
    })
  })
