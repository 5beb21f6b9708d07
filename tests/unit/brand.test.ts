import { expect, test } from '@playwright/test'
import { brand } from '#lib/brand'

test('the short name of the product fits where it becomes part of a header, a cookie, a file name and a pattern', () => {
  expect(brand.slug).toMatch(/^[a-z][a-z0-9-]*$/)
  for (const name of Object.values(brand.headers)) expect(new Headers([[name, '1']]).get(name)).toBe('1')
})
