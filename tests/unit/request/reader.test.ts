import { expect, test } from '@playwright/test'
import { brand } from '#lib/brand'
import { type Language, languages } from '#lib/messages/languages'
import { describeReader, findLanguage, languageOfRequest } from '#lib/request/reader'

/** What browsers send, and what nobody should, with the language, its form and the clock that it asks for. */
const asked: [header: string | null, language: Language, locale: string, hourCycle: 'h12' | 'h23'][] = [
  ['en-GB', 'en', 'en-GB', 'h23'],
  ['en-US,en;q=0.9', 'en', 'en-US', 'h12'],
  ['en', 'en', 'en-US', 'h12'],
  ['en-AU,en;q=0.5', 'en', 'en-AU', 'h12'],
  ['de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7', 'de', 'de-DE', 'h23'],
  ['de', 'de', 'de-DE', 'h23'],
  ['de-CH-1996,en', 'de', 'de-CH', 'h23'],
  ['DE-at', 'de', 'de-AT', 'h23'],
  ['ja', 'ja', 'ja-JP', 'h23'],
  ['ja-JP,en-US;q=0.5', 'ja', 'ja-JP', 'h23'],
  ['ar-EG', 'ar', 'ar-EG', 'h12'],
  // The macrolanguage's other name (RFC 5646, section 4.5).
  ['arb', 'ar', 'ar-EG', 'h12'],
  ['ar-MA,fr;q=0.5', 'ar', 'ar-MA', 'h23'],
  // Of the second choice the language, of the first the clock and the region, where that language knows it.
  ['fr-FR,de-CH;q=0.8,en;q=0.5', 'de', 'de-CH', 'h23'],
  ['fr-BE,de;q=0.8', 'de', 'de-DE', 'h23'],
  ['ko-KR,ja;q=0.8', 'ja', 'ja-JP', 'h12'],
  ['sv-SE', 'en', 'en-SE', 'h23'],
  ['sv-SE,en;q=0.5', 'en', 'en-US', 'h23'],
  ['pt-BR,pt;q=0.9', 'en', 'en-001', 'h23'],
  ['ko-KR', 'en', 'en-001', 'h12'],
  ['zh-Hant-TW', 'en', 'en-001', 'h12'],
  ['en;q=0.5, fr-FR', 'en', /^en-(FR|US)$/.source, 'h23'],
  ['de;q=0.2,en-GB;q=0.9', 'en', 'en-GB', 'h23'],
  ['de;q=0,en-GB', 'en', 'en-GB', 'h23'],
  ['de;Q=0.1, en-GB ; q=0.4', 'en', 'en-GB', 'h23'],
  ['de;q=0.0, *', 'en', 'en-001', 'h23'],
  // No weight, so none is given.
  ['ja;q=high', 'ja', 'ja-JP', 'h23'],
  ['*', 'en', 'en-001', 'h23'],
  ['*, ja;q=0.5', 'ja', 'ja-JP', 'h23'],
  ['*;q=0.1', 'en', 'en-001', 'h23'],
  [null, 'en', 'en-001', 'h23'],
  ['', 'en', 'en-001', 'h23'],
  ['not a language', 'en', 'en-001', 'h23'],
  ['toString', 'en', 'en-001', 'h12'],
  ['x', 'en', 'en-001', 'h23'],
  [`${'de-'.repeat(4_000)}`, 'en', 'en-001', 'h23'],
  [`${','.repeat(8_000)}`, 'en', 'en-001', 'h23'],
  [`${'fr,'.repeat(4_000)}de`, 'en', /^en-(FR|001)$/.source, 'h23'],
  ['\u0000', 'en', 'en-001', 'h23'],
]

for (const [header, language, locale, hourCycle] of asked) {
  test(`a browser that asks for ${JSON.stringify(header)?.slice(0, 50)} is written to in ${locale}`, () => {
    const reader = describeReader(header, undefined)
    expect(reader.locale).toMatch(new RegExp(`^${locale}$`))
    expect(reader).toMatchObject({ language, hourCycle, zone: null })
    expect(findLanguage(header)).toBe(language)
  })
}

const chosen: [header: string | null, chosen: Language, locale: string, hourCycle: 'h12' | 'h23'][] = [
  ['en-US', 'de', 'de', 'h12'],
  ['en-US,de-AT;q=0.5', 'de', 'de-AT', 'h12'],
  ['de-CH', 'en', 'en-CH', 'h23'],
  [null, 'ja', 'ja', 'h23'],
  [null, 'ar', 'ar', 'h23'],
]

for (const [header, language, locale, hourCycle] of chosen) {
  test(`whoever chose ${languages[language].name} and asks for ${header} is written to in ${locale}`, () => {
    expect(describeReader(header, undefined, language)).toEqual({ language, locale, hourCycle, zone: null })
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

test('a language that was chosen in this browser comes before those that it asks for, if it is one', () => {
  const prefix = brand.cookiePrefix
  const of = (cookie: string | null) => languageOfRequest(cookie, 'de')
  expect(of(`${prefix}language=ja`)).toBe('ja')
  expect(of(`a=b; __Host-${prefix}language=ar; c=d`)).toBe('ar')
  expect(of(`${prefix}3000-language=ja`)).toBe('ja')
  for (const none of [
    null,
    '',
    `${prefix}language=`,
    `${prefix}language=toString`,
    `x${prefix}language=ja`,
    'language=ja',
  ])
    expect(of(none), String(none)).toBe('de')
})
