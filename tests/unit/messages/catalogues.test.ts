import { expect, test } from '@playwright/test'
import { joinShort } from '#lib/messages/joiners'
import { type Language, languageIds, languages } from '#lib/messages/languages'
import { catalogues, type Subject, wordsIn } from '#lib/messages/words'

type Text = { path: string; text: string }

/** Every text below, with the keys that lead to it. */
function listTexts(value: object, path: string[] = []): Text[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string'
      ? [{ path: [...path, key].join('.'), text: inner }]
      : listTexts(inner, [...path, key]),
  )
}

const textsOf = (language: Language) => listTexts(catalogues[language])
const english = new Map(textsOf('en').map(({ path, text }) => [path, text]))
const translated = languageIds.filter((id) => id !== 'en')

/** The names of the values that a text wants, and those that it counts, selects by or marks. Not the cases of a plural. */
function readShape(text: string) {
  const all = (pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map(([, name]) => String(name)))].sort()
  return {
    values: all(/(?<!(?:\b(?:zero|one|two|few|many|other)|=\d+)\s*)\{\s*(\w+)\s*[,}]/g),
    counted: all(/\{\s*(\w+)\s*,\s*(?:plural|selectordinal)\b/g),
    selected: all(/\{\s*(\w+)\s*,\s*select\b/g),
    numbers: all(/\{\s*(\w+)\s*,\s*number\b/g),
    tags: all(/<(\w+)>/g),
  }
}

test('every language has each text of the English catalogue, and no other', () => {
  for (const language of translated)
    expect
      .soft(
        textsOf(language).map(({ path }) => path),
        language,
      )
      .toEqual([...english.keys()])
})

test('a text wants the same values and tags in every language', () => {
  const shapes = (texts: Text[]) => Object.fromEntries(texts.map(({ path, text }) => [path, readShape(text)]))
  const wanted = shapes(textsOf('en'))
  for (const language of translated) expect.soft(shapes(textsOf(language)), language).toEqual(wanted)
})

test('no text selects by a value: isolated by itself, it would match no case', () => {
  const selecting = textsOf('en').filter(({ text }) => readShape(text).selected.length > 0)
  expect(selecting).toEqual([])
})

test('the values of a text are told from the words of its plurals', () => {
  const text = 'Hi {name}: {count, plural, one {file} =2 {pair} other {# <b>files</b>}} of {size, number}'
  expect(readShape(text)).toEqual({
    values: ['count', 'name', 'size'],
    counted: ['count'],
    selected: [],
    numbers: ['size'],
    tags: ['b'],
  })
})

/** What is the same in another language, since it is a name or a word that both have. */
const SIZES = ['KB', 'MB', 'GB', 'TB', 'PB'].map((unit) => `drive.sizes.${unit}`)
const SAME: Partial<Record<Language, readonly string[]>> = {
  de: [
    'alerts.line.browser',
    'drive.kind.pdf',
    ...SIZES,
    'features.drive.name',
    'mail.fact.browser',
    'pages.drive',
    'posts.kind.repost',
    'privacy.cookies',
  ],
  ja: ['drive.kind.pdf', ...SIZES],
  ar: ['drive.kind.pdf', 'features.drive.name', 'pages.drive'],
}

test('nothing is left in English', () => {
  for (const language of translated) {
    const same = textsOf(language).filter(
      ({ path, text }) => /\p{L}/u.test(bare(text)) && text === english.get(path),
    )
    expect.soft(same.map(({ path }) => path).sort(), language).toEqual([...(SAME[language] ?? [])].sort())
  }
})

/** A text without the names of its values and tags. */
const bare = (text: string) => text.replace(/\{\w+\}|<\/?\w+>/g, '')

test('what is not written in Latin letters has none but those of names', () => {
  const names =
    /\b(?:Google|Facebook|X|Drive|Workspace|PostgreSQL|OpenID|JSON|IP|PDF|PKCE|OAuth|MIT|TXT|URL|ID|state|nonce|id_token|facebook\.com|x\.com|UTC|Cookie|[KMGTP]B)\b/g
  const latinIn = (text: string) => {
    const words = text
      .replace(/\{\s*\w+\s*,\s*(?:plural|number|selectordinal)\s*,?/g, '')
      .replace(/\b(?:zero|one|two|few|many|other)\s*(?=\{)/g, '')
    return bare(words)
      .replace(names, '')
      .match(/[A-Za-z]{2,}/g)
  }
  for (const language of ['ja', 'ar'] as const)
    expect
      .soft(
        textsOf(language).filter(({ text }) => latinIn(text)),
        language,
      )
      .toEqual([])
})

/** A few of each case that plurals of any of our languages tell apart. */
const COUNTS = [0, 1, 2, 3, 11, 100, 1234]

test('every text can be written, with values of every kind', () => {
  const unwritten: string[] = []
  for (const language of languageIds)
    for (const { path, text } of textsOf(language)) {
      const [subject = '', ...key] = path.split('.')
      const t = wordsIn(language, subject as Subject) as unknown as {
        markup: (key: string, values: object) => string
      }
      const { values, counted, numbers, tags } = readShape(text)
      for (const count of counted.length > 0 ? COUNTS : [0]) {
        const filled = values.map((name) => [
          name,
          counted.includes(name) || numbers.includes(name) ? count : `value of ${name}`,
        ])
        const marked = tags.map((name) => [name, (chunks: string) => `[${chunks}]`])
        const written = t.markup(key.join('.'), Object.fromEntries([...filled, ...marked]))
        const missing = written === key.join('.') && written !== text
        if (missing || /[{}]|<\/?\w+>/.test(written)) unwritten.push(`${language} ${path}: ${written}`)
      }
    }
  expect(unwritten).toEqual([])
})

test('every language has a name of its own and a direction', () => {
  for (const id of languageIds) {
    expect(new Intl.DisplayNames(id, { type: 'language' }).of(id)).toBe(languages[id].name)
    expect(Intl.DateTimeFormat.supportedLocalesOf(id)).toEqual([id])
  }
})

test('no line ends between a letter and what its hyphen joins it to, and only there is it held together', () => {
  const torn = textsOf('de').filter(
    ({ path, text }) =>
      !path.startsWith('mail.') && /(?<![\p{L}\p{N}])(?:\p{L}|\{provider\})-\p{L}/u.test(text),
  )
  expect(torn).toEqual([])
  const cases: [text: string, joined: string][] = [
    ['Ihre E-Mail-Adresse', 'Ihre E-\u2060Mail-Adresse'],
    ['X-Konto, {provider}-Konto', 'X-\u2060Konto, {provider}-\u2060Konto'],
    [
      'IP-Adresse, JSON-Datei, A-, B-Seite, 3-mal, – x',
      'IP-Adresse, JSON-Datei, A-, B-\u2060Seite, 3-mal, – x',
    ],
  ]
  for (const [text, joined] of cases) expect(joinShort({ deep: { text } }).deep.text).toBe(joined)
})
