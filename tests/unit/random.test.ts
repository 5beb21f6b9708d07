import { expect, test } from '@playwright/test'
import { randomName } from '#lib/random'

test('a random name is 128 bits, and no two are the same, nor share a part', () => {
  const names = Array.from({ length: 10_000 }, randomName)
  const bytes = names.map((name) => Buffer.from(name, 'base64url'))
  expect(bytes.filter(({ length }) => length !== 16)).toEqual([])
  const halves = bytes.flatMap((name) => [name.toString('hex', 0, 8), name.toString('hex', 8)])
  expect(new Set(halves).size).toBe(halves.length)
})
