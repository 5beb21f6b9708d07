import { expect, test } from '@playwright/test'
import { type DeathCause, likelyCause } from '#lib/grants/end-reason'

const NOW = Date.parse('2026-11-25T12:00:00Z')
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000)

type Life = Parameters<typeof likelyCause>[0]

const young: Life = {
  consentedAt: daysAgo(3),
  refreshedAt: daysAgo(0),
  refreshTokenExpiresAt: null,
  asked: true,
}

const lives: [title: string, changes: Partial<Life>, cause: DeathCause][] = [
  ['that was in use', {}, 'revoked'],
  ['whose beginning is not known', { consentedAt: null }, 'revoked'],
  ['of a week', { consentedAt: daysAgo(7.1) }, 'testing'],
  ['of a week that only signed in', { consentedAt: daysAgo(7.1), asked: false }, 'revoked'],
  ['of a fortnight', { consentedAt: daysAgo(14) }, 'revoked'],
  ['that was for a time', { consentedAt: daysAgo(31), refreshTokenExpiresAt: daysAgo(1) }, 'expired'],
  ['that was for a time which is not over', { refreshTokenExpiresAt: daysAgo(-2) }, 'revoked'],
  [
    'that was for exactly the week of Testing, and is seen later',
    { consentedAt: daysAgo(40), refreshTokenExpiresAt: daysAgo(33) },
    'testing',
  ],
  [
    'that Google ended in its Testing week',
    { consentedAt: daysAgo(7.1), refreshTokenExpiresAt: daysAgo(-83) },
    'revoked',
  ],
  ['that nobody used for half a year', { consentedAt: daysAgo(400), refreshedAt: daysAgo(190) }, 'unused'],
]

for (const [title, changes, cause] of lives) {
  test(`R69 a grant ${title} died because it was ${cause}`, () => {
    expect(likelyCause({ ...young, ...changes }, NOW)).toBe(cause)
  })
}
