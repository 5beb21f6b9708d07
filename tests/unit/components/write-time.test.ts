import { expect, test } from '@playwright/test'
import { writeRelative, writeTime } from '../../../components/ui/write-time.ts'

/** What `Intl` has no words for, in the reader's language. */
const words = { justNow: 'just now', soon: 'in less than a minute' }

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MONTH = 2_629_800_000
const YEAR = 12 * MONTH

const NOON = Date.parse('2026-11-24T12:00:00Z')
const write = (ago: number, { locale = 'en-GB', zone = 'UTC', now = NOON } = {}) =>
  writeRelative(new Date(now - ago), now, { locale, zone, ...words })

/** Just under, at and just over each place where the unit changes. */
const spans: [milliseconds: number, past: string, ahead: string][] = [
  [0, 'just now', 'just now'],
  [59.9 * SECOND, 'just now', 'in less than a minute'],
  [MINUTE, '1 minute ago', 'in 1 minute'],
  [2 * MINUTE - 1, '1 minute ago', 'in 1 minute'],
  [59.9 * MINUTE, '59 minutes ago', 'in 59 minutes'],
  [HOUR, '1 hour ago', 'in 1 hour'],
  [23.5 * HOUR, '23 hours ago', 'in 23 hours'],
  [DAY - 1, '23 hours ago', 'in 23 hours'],
  [DAY, 'yesterday', 'tomorrow'],
  [1.4 * DAY, 'yesterday', 'tomorrow'],
  [1.6 * DAY, '2 days ago', 'in 2 days'],
  [MONTH - 1, '30 days ago', 'in 30 days'],
  [MONTH, '1 month ago', 'in 1 month'],
  [YEAR - 1, '11 months ago', 'in 11 months'],
  [YEAR, '1 year ago', 'in 1 year'],
  [2 * YEAR - 1, '1 year ago', 'in 1 year'],
]

for (const [milliseconds, past, ahead] of spans) {
  test(`${milliseconds} milliseconds ago is "${past}"`, () => {
    expect(write(milliseconds)).toBe(past)
    expect(write(-milliseconds, { locale: 'en-US' })).toBe(ahead)
  })
}

test('yesterday is the day before in the zone of the reader', () => {
  const now = Date.parse('2026-11-24T23:30:00Z')
  const half = { zone: 'UTC', now }
  expect(write(1.9 * DAY, half)).toBe('yesterday')
  expect(write(1.9 * DAY, { ...half, zone: 'Europe/Berlin' })).toBe('2 days ago')
  expect(write(DAY, { ...half, zone: 'Pacific/Kiritimati' })).toBe('yesterday')
  const putBack = Date.parse('2026-10-25T22:30:00Z')
  expect(write(DAY, { zone: 'Europe/Berlin', now: putBack }), 'a day of 25 hours').toBe('24 hours ago')
})

test('each language has its own word for it', () => {
  const yesterdays = ['de', 'ja', 'ar-EG'].map((locale) => write(DAY, { locale }))
  expect(yesterdays).toEqual(['gestern', '昨日', 'أمس'])
})

const moment = new Date('2026-11-24T23:38:07Z')
const forms: [
  locale: string,
  hourCycle: 'h12' | 'h23',
  zone: string | null,
  date: string,
  exact: string | RegExp,
][] = [
  ['en-GB', 'h23', null, '24 November 2026', '24 November 2026, 23:38 UTC'],
  ['en-GB', 'h23', 'Asia/Kolkata', '25 November 2026', '25 November 2026, 05:08 GMT+5:30'],
  ['en-US', 'h12', 'America/New_York', 'November 24, 2026', 'November 24, 2026, 6:38 PM EST'],
  ['en-US', 'h12', 'Pacific/Kiritimati', 'November 25, 2026', 'November 25, 2026, 1:38 PM GMT+14'],
  ['en-DE', 'h23', 'Europe/Berlin', '25 November 2026', /^25 November 2026, 00:38 (CET|GMT\+1)$/],
  ['en-001', 'h12', 'Asia/Seoul', '25 November 2026', '25 November 2026, 8:38 am GMT+9'],
]

for (const [locale, hourCycle, zone, date, exact] of forms) {
  test(`a time for a reader of ${locale} in ${zone ?? 'no known zone'}`, () => {
    const form = { locale, hourCycle, zone, between: ', ' }
    expect(writeTime(moment, form, { withTime: false })).toBe(date)
    expect(writeTime(moment, form, { withTime: true })).toMatch(
      exact instanceof RegExp ? exact : new RegExp(`^${exact.replace(/[+]/g, '\\+')}$`),
    )
  })
}

test('years and digits are the same for everybody', () => {
  for (const locale of ['en-TH', 'th-TH', 'ar-EG', 'fa-IR'])
    expect(
      writeTime(moment, { locale, hourCycle: 'h23', zone: null, between: ', ' }, { withTime: true }),
    ).toMatch(/2026.*23:38/)
})

test('no space is one that another engine writes differently', () => {
  for (const locale of ['en-US', 'en-AU', 'en-CA', 'en-ZA'])
    expect(
      writeTime(moment, { locale, hourCycle: 'h12', zone: 'Asia/Tokyo', between: ', ' }, { withTime: true }),
    ).not.toMatch(/[^\x20-\x7e]/)
})
