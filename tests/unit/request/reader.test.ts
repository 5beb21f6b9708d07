import { expect, test } from '@playwright/test'
import { describeReader } from '#lib/request/reader'

/** What browsers send, and what nobody should, with the form of English and the clock that it asks for. */
const languages: [header: string | null, locale: string, hourCycle: 'h12' | 'h23'][] = [
  ['en-GB', 'en-GB', 'h23'],
  ['en-US,en;q=0.9', 'en-US', 'h12'],
  ['en', 'en-US', 'h12'],
  ['en-AU,en;q=0.5', 'en-AU', 'h12'],
  ['de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7', 'en-DE', 'h23'],
  ['de', 'en-DE', 'h23'],
  ['sv-SE', 'en-SE', 'h23'],
  ['pt-BR,pt;q=0.9', 'en-001', 'h23'],
  ['ko-KR', 'en-001', 'h12'],
  ['zh-Hant-TW', 'en-001', 'h12'],
  ['en;q=0.5, fr-FR', /^en-(FR|001)$/.source, 'h23'],
  ['fr;q=0.2,en-GB;q=0.9', 'en-GB', 'h23'],
  ['de;q=0,en-GB', 'en-GB', 'h23'],
  ['de;Q=0.1, en-GB ; q=0.4', 'en-GB', 'h23'],
  ['*', 'en-001', 'h23'],
  ['*;q=0.1', 'en-001', 'h23'],
  [null, 'en-001', 'h23'],
  ['', 'en-001', 'h23'],
  ['not a language', 'en-001', 'h23'],
  ['x', 'en-001', 'h23'],
  [`${'de-'.repeat(4_000)}`, 'en-001', 'h23'],
  [`${','.repeat(8_000)}`, 'en-001', 'h23'],
  ['\u0000', 'en-001', 'h23'],
]

for (const [header, locale, hourCycle] of languages) {
  test(`a browser that asks for ${JSON.stringify(header)?.slice(0, 50)} is written to in ${locale}`, () => {
    const reader = describeReader(header, undefined)
    expect(reader.locale).toMatch(new RegExp(`^${locale}$`))
    expect(reader).toMatchObject({ hourCycle, zone: null })
  })
}

test('a zone is one that there is', () => {
  for (const zone of [
    'UTC',
    'Asia/Kolkata',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+5',
    'America/Port-au-Prince',
  ])
    expect(describeReader(null, zone).zone).toBe(zone)
  const none = [
    '',
    ' ',
    'Mars/Olympus',
    '../etc/passwd',
    '+05:30',
    'Asia/Kolkata\u0000',
    'UTC;x',
    'a'.repeat(5_000),
    '<b>',
    '%00',
  ]
  for (const zone of none) expect(describeReader(null, zone).zone, zone).toBeNull()
})
