import { expect, test } from '@playwright/test'
import { safeReturnTo } from '#lib/auth/return-to'
import { setTestEnvironment } from '#tests/support/environment'

test.beforeAll(() => setTestEnvironment())

for (const path of [
  '/',
  '/dashboard',
  '/dashboard?tab=files&q=a%20b',
  '/dashboard#sessions',
  '/?welcome=1',
  '/settings/delete',
]) {
  test(`${path} is a place to come back to`, { tag: '@R97' }, () => {
    expect(safeReturnTo(path)).toBe(path)
  })
}

const HOSTILE = [
  'https://evil.example',
  'http://localhost:3000.evil.example/dashboard',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%09/evil.example\t',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'dashboard',
  '',
  '/dashboard\u0000',
  '/dashb\u00f6ard',
  '/api/me',
  '/api/../api/me',
  '/dashboard/../api/me',
  '/%61pi/me',
  '/nowhere',
  '/dashboard/',
  '/settings/nowhere',
  '/confirm?returnTo=/confirm',
  '/sign-in',
  '/connections/start',
  '/dashboards',
  '@evil.example',
  '/@evil.example',
  '/.//evil.example',
  '/..//evil.example',
  `/dashboard?${'x'.repeat(2_048)}`,
]

for (const value of HOSTILE) {
  test(`${JSON.stringify(value.slice(0, 40))} leads to the dashboard instead`, { tag: '@R97' }, () => {
    expect(safeReturnTo(value)).toBe('/dashboard')
  })
}

test('what is not text leads to the dashboard', { tag: '@R97' }, () => {
  for (const value of [undefined, null, 7, ['/dashboard'], {}]) expect(safeReturnTo(value)).toBe('/dashboard')
})
