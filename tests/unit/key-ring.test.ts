import { expect, test } from '@playwright/test'
import { newKeyEntry, parseKeyRing } from '#lib/key-ring'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64url')

test('the first key of a ring is the first that is named, and the others follow', { tag: '@R62' }, () => {
  const ring = parseKeyRing(` 2026-11:${key(1)}, old.key_2:${key(2)} `)
  expect(ring.map(({ id }) => id)).toEqual(['2026-11', 'old.key_2'])
  expect(ring.map(({ bytes }) => bytes)).toEqual([new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)])
})

test('a new key has 256 random bits and a name of its own, of the day that it was made on', {
  tag: '@R62',
}, () => {
  const entries = Array.from({ length: 200 }, () => newKeyEntry(new Date('2026-11-25T12:00:00Z')))
  const keys = entries.map((entry) => parseKeyRing(entry)[0])
  expect(new Set(keys.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(200)
  for (const { id } of keys) expect(id).toMatch(/^2026-11-25-[0-9a-f]{4}$/)
})

const wrong: [title: string, text: string, complaint: RegExp][] = [
  ['nothing', '', /must be id:key/],
  ['a key without a name', key(1), /must be id:key/],
  ['a name without a key', 'new:', /must be id:key/],
  ['a key that is too short', `new:${Buffer.alloc(31).toString('base64url')}`, /must be id:key/],
  ['a key that is too long', `new:${Buffer.alloc(33).toString('base64url')}`, /must be id:key/],
  ['a key in other letters', `new:${'+'.repeat(43)}`, /must be id:key/],
  ['a name that could be read as something else', `a/b:${key(1)}`, /must be id:key/],
  ['an empty entry', `new:${key(1)},`, /must be id:key/],
  ['two keys of one name', `new:${key(1)},new:${key(2)}`, /two keys by the same id/],
]

for (const [title, text, complaint] of wrong) {
  test(`a ring with ${title} is refused, and no part of a key is repeated`, { tag: '@R62' }, () => {
    const message = complain(text)
    expect(message).toMatch(complaint)
    for (const part of text.split(/[:,]/).filter((one) => one.length > 10))
      expect(message).not.toContain(part)
  })
}

function complain(text: string): string {
  try {
    parseKeyRing(text)
    return ''
  } catch (error) {
    return String(error)
  }
}
