import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/test'

/** The last minute of a day in UTC: any other zone has another day or another hour. */
const SIGNED_IN = '2026-11-24T23:59:00Z'

const change = `UPDATE users SET created_at = '${SIGNED_IN}' WHERE email = $1`

const memberSince = (page: Page) => page.getByText(/Member since|Mitglied seit/).getByRole('time')

/** Opens the page. @returns what the server sent, before any script ran */
async function open(page: Page): Promise<string> {
  const html = (await (await page.goto('/dashboard'))?.text()) ?? ''
  return /(?:Member since|Mitglied seit)[\s\S]*?<time[^>]*>([^<]*)</.exec(html)?.[1] ?? ''
}

const readers = [
  {
    locale: 'en-US',
    timezoneId: 'America/New_York',
    date: 'November 24, 2026',
    exact: 'November 24, 2026, 6:59 PM EST',
  },
  {
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    date: '25. November 2026',
    exact: /^25\. November 2026, 00:59 (MEZ|CET|GMT\+1)$/,
  },
  {
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    date: '25 November 2026',
    exact: /^25 November 2026, 8:59 am GMT\+9$/,
  },
  { locale: 'en-GB', timezoneId: 'UTC', date: '24 November 2026', exact: '24 November 2026, 23:59 UTC' },
]

for (const { locale, timezoneId, date, exact } of readers) {
  test.describe(`in ${timezoneId}, with a browser in ${locale}`, () => {
    test.use({ locale, timezoneId })

    test('a time is the reader’s when the page arrives, and stays so', async ({
      page,
      person,
      enter,
      sql,
    }) => {
      await page.goto('/')
      await enter(page, '/settings')
      await sql(change, [person.email])
      expect(await open(page)).toBe(date)
      await expect(memberSince(page)).toHaveText(date)
      await expect(memberSince(page)).toHaveAttribute('title', exact)
    })
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'en-US', timezoneId: 'Asia/Tokyo' })

  test('a time is in UTC and says so, in the form of the reader', async ({ page, person, enter, sql }) => {
    await enter(page, '/settings')
    await sql(change, [person.email])
    await page.goto('/dashboard')
    await expect(memberSince(page)).toHaveText('November 24, 2026')
    await expect(memberSince(page)).toHaveAttribute('title', 'November 24, 2026, 11:59 PM UTC')
    await page.goto('/connections')
    await expect(
      page.getByText(/^[A-Z][a-z]+ \d{1,2}, 20\d\d, \d{1,2}:\d\d [AP]M UTC$/).first(),
    ).toBeVisible()
  })
})

test.describe('somebody who signs in for the first time', () => {
  test.use({ locale: 'en-AU', timezoneId: 'Asia/Tokyo' })

  test('is written to in their language and zone from then on', async ({ page, person, signIn, sql }) => {
    await signIn(page)
    const rows = await sql('SELECT accept_language, time_zone FROM users WHERE email = $1', [person.email])
    expect(rows).toEqual([{ accept_language: expect.stringMatching(/^en-AU\b/), time_zone: 'Asia/Tokyo' }])
  })
})
