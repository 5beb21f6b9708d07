import { expect, test } from '@playwright/test'
import { type EndReason, likelyEndReason } from '#lib/grants/end-reason'

const NOW = Date.parse('2026-11-25T12:00:00Z')
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000)

type History = Parameters<typeof likelyEndReason>[0]

const young: History = {
  testingDays: 7,
  consentedAt: daysAgo(3),
  refreshedAt: daysAgo(0),
  refreshTokenExpiresAt: null,
  beyondSignIn: true,
}

const histories: [title: string, changes: Partial<History>, reason: EndReason][] = [
  ['that was in use', {}, 'revoked'],
  ['whose beginning is not known', { consentedAt: null }, 'revoked'],
  ['of a week', { consentedAt: daysAgo(7.1) }, 'testing'],
  ['of a week that only signed in', { consentedAt: daysAgo(7.1), beyondSignIn: false }, 'revoked'],
  [
    'of half a day at a provider that has no such mode',
    { testingDays: null, consentedAt: daysAgo(0.5) },
    'revoked',
  ],
  [
    'that nobody used there for half a year',
    { testingDays: null, consentedAt: daysAgo(400), refreshedAt: daysAgo(190) },
    'unused',
  ],
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

for (const [title, changes, reason] of histories) {
  test(`a grant ${title} ended because it was ${reason}`, { tag: '@R69' }, () => {
    expect(likelyEndReason({ ...young, ...changes }, NOW)).toBe(reason)
  })
}
