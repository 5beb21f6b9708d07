import { expect, test } from '@playwright/test'
import { isolate, joinList, wordsIn } from '#lib/messages/words'

test('the texts of a subject are made once a language', () => {
  expect(wordsIn('de', 'language')).toBe(wordsIn('de', 'language'))
  expect(wordsIn('de', 'language')('title')).toBe('Sprache')
})

test('a name keeps its own direction inside a sentence of the other', () => {
  expect(isolate('Ada', 'ar')).toBe('\u2068Ada\u2069')
  expect(isolate('سارة', 'en')).toBe('\u2068سارة\u2069')
  expect(isolate('דנה', 'de')).toBe('\u2068דנה\u2069')
  expect(isolate('Ada Ł. 山田', 'en')).toBe('Ada Ł. 山田')
  expect(isolate('', 'ar')).toBe('')
  expect(isolate(`${isolate('Ada', 'ar')} لدى X`, 'ar'), 'a text of ours').toBe(
    '\u2067\u2068Ada\u2069 لدى X\u2069',
  )
  expect(isolate(`${isolate('سارة', 'en')} at X`, 'en')).toBe('\u2066\u2068سارة\u2069 at X\u2069')
})

test('whatever a sentence is given keeps its own direction, in each way to say it', () => {
  const events = wordsIn('ar', 'events')
  const account = 'ada@example.com'
  for (const say of [events, events.rich, events.markup])
    expect(say('account_enabled', { account })).toContain(`\u2068${account}\u2069`)
  expect(wordsIn('en', 'events')('account_enabled', { account })).toContain(` ${account} `)
})

test('a list is joined in the manner of its language', () => {
  const three = ['Google', 'Facebook', 'X']
  expect(joinList('en', three, 'disjunction')).toBe('Google, Facebook or X')
  expect(joinList('de', three, 'disjunction')).toBe('Google, Facebook oder X')
  expect(joinList('ja', three, 'disjunction')).toBe('Google、Facebook、または X')
  expect(joinList('ar', ['a', 'b'], 'conjunction')).toBe('\u2068a\u2069 و\u2068b\u2069')
})
