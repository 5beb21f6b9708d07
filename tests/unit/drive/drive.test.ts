import { expect, test } from '@playwright/test'
import { describeSize, fileKind } from '#lib/drive/file'
import { type KindChoice, listParameters, readFileQuery } from '#lib/drive/query'

const everything = { q: '', sort: 'newest', kind: '', page: '', earlier: [], account: '' } as const

test('without a search, the first page asks for everything but the bin, last modified first', () => {
  expect(listParameters(everything)).toMatchObject({
    q: 'trashed = false',
    orderBy: 'modifiedTime desc',
    pageSize: '25',
  })
  expect(listParameters(everything)).not.toHaveProperty('pageToken')
})

test('shared drives are searched too, and Drive is asked whether it looked everywhere', () => {
  expect(listParameters(everything)).toMatchObject({
    corpora: 'allDrives',
    includeItemsFromAllDrives: 'true',
    supportsAllDrives: 'true',
    fields: expect.stringMatching(/^nextPageToken,incompleteSearch,files\(.*\bdriveId\b/),
  })
})

const searches: [typed: string, asked: string][] = [
  ['budget', "name contains 'budget' and trashed = false"],
  ["Lovelace's", "name contains 'Lovelace\\'s' and trashed = false"],
  ['C:\\Engine', "name contains 'C:\\\\Engine' and trashed = false"],
  ["\\' or name contains '", "name contains '\\\\\\' or name contains \\'' and trashed = false"],
  [
    "' or trashed = true or name = '",
    "name contains '\\' or trashed = true or name = \\'' and trashed = false",
  ],
]

for (const [typed, asked] of searches) {
  test(`a search for ${typed} stays one string in Drive’s search language`, () => {
    expect(listParameters({ ...everything, q: typed }).q).toBe(asked)
  })
}

test('each order is Drive’s order of the same meaning', () => {
  const orders = ['newest', 'oldest', 'a-z', 'z-a', 'largest', 'smallest'] as const
  expect(orders.map((sort) => listParameters({ ...everything, sort }).orderBy)).toEqual([
    'modifiedTime desc',
    'modifiedTime',
    'name_natural',
    'name_natural desc',
    'quotaBytesUsed desc',
    'quotaBytesUsed',
  ])
})

const narrowed: [kind: KindChoice, asked: RegExp][] = [
  ['folder', /^mimeType = 'application\/vnd.google-apps.folder' and trashed = false$/],
  ['pdf', /^mimeType = 'application\/pdf' and trashed = false$/],
  ['video', /^\(mimeType = '\S+' or .*mimeType contains 'video\/'\) and trashed = false$/],
  ['image', /^\(mimeType = '\S+' or .*mimeType contains 'image\/'\) and trashed = false$/],
  ['sheet', /^\(mimeType = '\S+' or .*mimeType = 'text\/csv' or .*\) and trashed = false$/],
]

for (const [kind, asked] of narrowed) {
  test(`a list of ${kind} asks for the types that are shown as one`, () => {
    expect(listParameters({ ...everything, kind }).q).toMatch(asked)
  })
}

test('a later page is asked for with its token, to the letter', () => {
  expect(listParameters({ ...everything, page: '~!!~a+b/c=' }).pageToken).toBe('~!!~a+b/c=')
})

test('what a query cannot mean counts as not given', () => {
  const wrong = [
    {},
    { q: ['a', 'b'], sort: 'colour', page: [''] },
    { q: 'x'.repeat(101), sort: '__proto__', page: 'x'.repeat(2_001) },
    { q: ' \n\t ', sort: 'NEWEST' },
    { account: ['a', 'b'] },
    { account: 'x'.repeat(37) },
    { kind: 'form' },
    { kind: ['pdf'] },
    { other: 'value' },
  ]
  for (const query of wrong) expect(readFileQuery(query)).toEqual(everything)
})

test('a search is trimmed, and control characters are spaces', () => {
  expect(readFileQuery({ q: '  tax\u0000return\r\n', sort: 'a-z' })).toEqual({
    ...everything,
    q: 'tax return',
    sort: 'a-z',
  })
})

const sizes: [bytes: number, text: string][] = [
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 KB'],
  [1_260, '1.3 KB'],
  [9_949, '9.9 KB'],
  [9_950, '10 KB'],
  [64_400, '64 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [2_400_000, '2.4 MB'],
  [180_000_000, '180 MB'],
  [999_950_000, '1 GB'],
  [5_000_000_000_000_000_000, '5,000 PB'],
]

for (const [bytes, text] of sizes) {
  test(`${bytes} bytes are ${text}`, () => {
    expect(describeSize(bytes, { language: 'en', locale: 'en-GB' })).toBe(text)
  })
}

const kinds: [mimeType: string, kind: string][] = [
  ['application/vnd.google-apps.folder', 'folder'],
  ['application/vnd.google-apps.document', 'document'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
  ['application/vnd.google-apps.spreadsheet', 'sheet'],
  ['text/csv', 'sheet'],
  ['application/vnd.google-apps.presentation', 'slides'],
  ['application/vnd.google-apps.form', 'form'],
  ['application/pdf', 'pdf'],
  ['image/heic', 'image'],
  ['video/mp4', 'video'],
  ['audio/mpeg', 'audio'],
  ['application/zip', 'archive'],
  ['application/x-zip-compressed', 'archive'],
  ['application/x-tar', 'archive'],
  ['application/x-7z-compressed', 'archive'],
  ['text/x-python', 'text'],
  ['application/json', 'text'],
  ['application/octet-stream', 'other'],
  ['application/vnd.google-apps.map', 'other'],
  ['constructor', 'other'],
]

for (const [mimeType, kind] of kinds) {
  test(`${mimeType} is shown as ${kind}`, () => {
    expect(fileKind(mimeType)).toBe(kind)
  })
}
