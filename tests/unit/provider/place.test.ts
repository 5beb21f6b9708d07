import { expect, test } from '@playwright/test'
import { FIRST_PLACE, type Place, placeAfter, placeBefore, placeShape, writePlace } from '#lib/provider/place'

const shape = placeShape(2_000)

test('there and back again through every page, by what stands in the address', () => {
  const tokens = ['b', 'c', 'd', 'e']
  const way: Place[] = [FIRST_PLACE]
  for (const token of tokens) way.push(placeAfter(way.at(-1) ?? FIRST_PLACE, token))
  const read = way.map((place) => shape.parse(writePlace(place)))
  expect(read.map(({ page }) => page)).toEqual(['', ...tokens])
  for (const [at, place] of read.entries()) expect(placeBefore(place)).toEqual(way[at - 1] ?? null)
})

test('an address stays short enough for every server, and the first page can still be reached', () => {
  let place = FIRST_PLACE
  for (let page = 2; page < 30; page++) {
    place = shape.parse(writePlace(placeAfter(place, `${page}`.padEnd(700, '-'))))
    expect(writePlace(place).join('').length).toBeLessThan(5_000)
    expect(place.page).toMatch(new RegExp(`^${page}-`))
  }
  let steps = 0
  for (let before = placeBefore(place); before; before = placeBefore(before)) steps += 1
  expect(steps).toBe(4)
})

test('a token as long as any is a page too', () => {
  expect(placeAfter(FIRST_PLACE, 'x'.repeat(2_000))).toEqual({ page: 'x'.repeat(2_000), earlier: [] })
})

test('what is no place is the first page', () => {
  for (const page of [undefined, '', [], [''], 'x'.repeat(2_001), ['a', 5], { a: 1 }])
    expect(shape.parse(page)).toEqual(FIRST_PLACE)
})
