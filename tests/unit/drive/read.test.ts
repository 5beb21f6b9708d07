import { expect, test } from '@playwright/test'
import { listShape } from '#lib/drive/read'

const NOTHING = { name: null, kind: 'other', owner: null, modifiedAt: null, bytes: null, link: null }

/** The one file of a list. */
function read(file: unknown) {
  return listShape.parse({ files: [file] }).files[0]
}

const good = {
  name: 'Letters',
  mimeType: 'application/pdf',
  modifiedTime: '2026-11-20T16:20:00.000Z',
  size: '1260',
  webViewLink: 'https://drive.google.com/file/d/1/view',
  owners: [{ displayName: 'Grace Hopper', me: false }],
  driveId: '0AAGLx',
  shortcutDetails: { targetMimeType: 'application/vnd.google-apps.folder' },
}

const known = {
  name: 'Letters',
  kind: 'folder',
  owner: { kind: 'person', name: 'Grace Hopper' },
  modifiedAt: new Date('2026-11-20T16:20:00Z'),
  bytes: 1_260,
  link: 'https://drive.google.com/file/d/1/view',
}

test('a whole file is read as Drive describes it', () => {
  expect(read(good)).toEqual(known)
})

test('a file of which nothing is known is a file all the same', () => {
  expect(read({})).toEqual(NOTHING)
})

/** What any field may hold instead of what it should. */
const odd: [title: string, value: unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['a boolean', true],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['beyond all numbers', 1e300],
  ['a list', []],
  ['a list of null', [null]],
  ['a list of lists', [[[]]]],
  ['an object', {}],
  ['an object of nulls', { displayName: null, me: null, targetMimeType: null }],
]

for (const field of Object.keys(good) as (keyof typeof good)[]) {
  for (const [title, value] of odd) {
    test(`a ${field} that is ${title} is not known, and takes nothing else with it`, () => {
      const file = read({ ...good, [field]: value })
      const { [field]: _left, ...others } = good
      expect(file).toEqual(read(others))
      expect(file).toEqual({ ...known, ...lost[field] })
    })
  }
}

/** What is not known without each field. */
const lost: Record<keyof typeof good, object> = {
  name: { name: null },
  mimeType: {},
  modifiedTime: { modifiedAt: null },
  size: { bytes: null },
  webViewLink: { link: null },
  owners: { owner: { kind: 'drive' } },
  driveId: {},
  shortcutDetails: { kind: 'pdf' },
}

const names: [title: string, name: string][] = [
  ['empty', ''],
  ['blank', ' \t\u00a0\u3000'],
  ['of zero width', '\u200b\u200d\ufeff'],
  ['of marks that only set a direction', '\u202e\u2066\u2069'],
  ['of fillers', '\u115f\u3164\u2800\uffa0'],
  ['of control signs', '\u0000\u0007\u009f'],
  ['of variation selectors', '\ufe0f\u{e0100}'],
]

for (const [title, name] of names) {
  test(`a name that is ${title} cannot be seen, and counts as none`, () => {
    expect(read({ name })?.name).toBeNull()
    expect(read({ owners: [{ displayName: name }] })?.owner).toBeNull()
  })
}

test('a name that can be seen stays as it is, but for control signs', () => {
  expect(read({ name: ' 東京\u200d\u0000trip\n' })?.name).toBe('東京\u200d trip')
  expect(read({ name: '\u{1f468}\u200d\u{1f469}' })?.name).toBe('\u{1f468}\u200d\u{1f469}')
  expect(read({ name: '0' })?.name).toBe('0')
})

const sizes: [size: unknown, bytes: number | null][] = [
  ['0', 0],
  [0, 0],
  ['9007199254740993', 9_007_199_254_740_992],
  ['9223372036854775807', 2 ** 63],
  [1e15, 1e15],
  ['99999999999999999999', null],
  ['-1', null],
  ['1.5', null],
  ['1e3', null],
  ['0x10', null],
  [' 12 ', null],
  ['twelve', null],
]

for (const [size, bytes] of sizes) {
  test(`a size of ${JSON.stringify(size)} is ${bytes === null ? 'not known' : `${bytes} bytes`}`, () => {
    expect(read({ size })?.bytes).toBe(bytes)
  })
}

const moments = ['yesterday', '2026-02-30T00:00:00Z', '2026-11-20', '1764000000', '+275760-09-14T00:00:00Z']
for (const modifiedTime of moments) {
  test(`a time of ${modifiedTime} is not known`, () => {
    expect(read({ modifiedTime })?.modifiedAt).toBeNull()
  })
}

test('a time in another zone, and one to the nanosecond, are known', () => {
  const at = new Date('2026-11-20T14:20:00Z')
  expect(read({ modifiedTime: '2026-11-20T16:20:00+02:00' })?.modifiedAt).toEqual(at)
  expect(read({ modifiedTime: '2026-11-20T14:20:00.000000000Z' })?.modifiedAt).toEqual(at)
})

const links = [
  'javascript:alert(1)',
  'http://drive.google.com/',
  '//drive.google.com',
  'x',
  `https://x/${'y'.repeat(5_000)}`,
]
for (const webViewLink of links) {
  test(`${webViewLink.slice(0, 30)} leads nowhere`, () => {
    expect(read({ webViewLink })?.link).toBeNull()
  })
}

test('an owner is me, somebody with a name, a shared drive, or not known', () => {
  expect(read({ owners: [{ me: true }] })?.owner).toEqual({ kind: 'me' })
  expect(read({ owners: [{ me: 'true', displayName: 'Ada' }] })?.owner).toEqual({
    kind: 'person',
    name: 'Ada',
  })
  expect(read({ driveId: '0AA' })?.owner).toEqual({ kind: 'drive' })
  expect(read({ owners: [] })?.owner).toBeNull()
})

test('what is no object is left out and counted, and the others stay', () => {
  const files = [null, 'file', 5, [], good, false, {}]
  expect(listShape.parse({ files })).toMatchObject({ files: [known, NOTHING], leftOut: 5 })
})

const lists: [title: string, answer: unknown][] = [
  ['without files', { kind: 'drive#fileList' }],
  ['whose files are null', { files: null, nextPageToken: null, incompleteSearch: null }],
  ['whose files are none', { files: [], nextPageToken: '' }],
  ['whose particulars are of other types', { files: [], nextPageToken: 5, incompleteSearch: 'yes' }],
  ['whose next page has no address of ours', { files: [], nextPageToken: 'x'.repeat(2_001) }],
]

for (const [title, answer] of lists) {
  test(`a list ${title} is empty, complete and the last`, () => {
    expect(listShape.parse(answer)).toEqual({ files: [], nextPage: null, incomplete: false, leftOut: 0 })
  })
}

test('a list says what the next page is, and whether Drive looked everywhere', () => {
  const list = listShape.parse({ files: [], nextPageToken: '~!!~a', incompleteSearch: true })
  expect(list).toMatchObject({ nextPage: '~!!~a', incomplete: true })
})

for (const answer of [null, 'files', 5, true, [], [good], { files: {} }, { files: 'none' }, { files: 0 }]) {
  test(`${JSON.stringify(answer).slice(0, 20)} is no list of files`, () => {
    expect(listShape.safeParse(answer).success).toBe(false)
  })
}
