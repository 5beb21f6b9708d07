import { expect, test } from '@playwright/test'
import { readFields, readValues, storable } from '#lib/web/storable'

test('a text that PostgreSQL cannot hold becomes one that it can, and any other stays', {
  tag: '@R107',
}, () => {
  for (const text of ['', 'Ada', 'ä€🔑', '\u0001\u001b\u007f', '\ufeff', '\u2028', '\ufffd', '\u202e'])
    expect(storable(text)).toBe(text)
  expect(storable('\0')).toBe('\ufffd')
  expect(storable('a\0b\0')).toBe('a\ufffdb\ufffd')
  expect(storable('\ud83d')).toBe('\ufffd')
  expect(storable('\udd11\ud83d')).toBe('\ufffd\ufffd')
})

test('each field of a form and each value of an address is one', { tag: '@R107' }, () => {
  const file = new File(['\0'], 'a')
  const form = new FormData()
  form.append('id', '\0')
  form.append('name', 'Ada')
  form.append('file', file)
  expect(readFields(form)).toEqual({ id: '\ufffd', name: 'Ada', file: expect.any(File) })
  expect(readFields(new URLSearchParams('id=%00&__proto__=%00'))).toEqual(
    Object.fromEntries([
      ['id', '\ufffd'],
      ['__proto__', '\ufffd'],
    ]),
  )
  expect(readValues({ id: 'a\0', all: ['\0', 'b'], none: undefined })).toEqual({
    id: 'a\ufffd',
    all: ['\ufffd', 'b'],
    none: undefined,
  })
})

test('what stands beside the texts of an address is none of its values', { tag: '@R107' }, () => {
  // As Next hands over `?constructor=x&toString=y`.
  const query = { constructor: [Object, 'x\0'], toString: [{}.toString, 'y'], q: 'z' } as unknown
  expect(readValues(query as Record<string, string[]>)).toEqual(
    Object.fromEntries([
      ['constructor', ['x\ufffd']],
      ['toString', ['y']],
      ['q', 'z'],
    ]),
  )
})
