import { expect, test } from '@playwright/test'
import { cookieNameAt } from '#lib/sessions/cookie'

const names = [
  // Those of production have never had a port: nobody there is signed out by an upgrade.
  ['https://app.example', '__Host-latchkey-session'],
  ['https://app.example:8443', '__Host-latchkey-session'],
  ['https://localhost', '__Host-latchkey-session'],
  ['https://localhost:3000', '__Host-latchkey-3000-session'],
  ['http://localhost', 'latchkey-session'],
  ['http://localhost:3000', 'latchkey-3000-session'],
  ['http://localhost:3001', 'latchkey-3001-session'],
  ['http://127.0.0.1:3000', 'latchkey-3000-session'],
  ['http://[::1]:3000', 'latchkey-3000-session'],
] as const

for (const [origin, name] of names)
  test(`the session's cookie of ${origin} is ${name}`, () =>
    expect(cookieNameAt(origin, 'session')).toBe(name))
