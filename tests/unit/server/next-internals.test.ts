import { expect, test } from '@playwright/test'
import { createHandlerFinder } from '#server/next-internals'

const PATHS = {
  '/page': '/',
  '/(account)/invoices/[id]/page': '/invoices/[id]',
  '/(account)/invoices/[...rest]/route': '/invoices/[...rest]',
  '/api/me/route': '/api/me',
  '/api/auth/[...nextauth]/route': '/api/auth/[...nextauth]',
  '/api/files/[...path]/route': '/api/files/[...path]',
  '/api/files/list/route': '/api/files/list',
  '/teams/[team]/[...rest]/route': '/teams/[team]/[...rest]',
  '/api/notes/[id]/route': '/api/notes/[id]',
  '/[...everything]/route': '/[...everything]',
  '/icon.svg/route': '/icon.svg',
}

/** What answers at a path without Next's router. `undefined` leaves it to that, which knows which of several goes first. */
const answers: [path: string, handler: string | undefined][] = [
  ['/api/me', '/api/me/route'],
  ['/api/me/', undefined],
  ['/api/auth/callback/google', '/api/auth/[...nextauth]/route'],
  ['/api/auth/session', '/api/auth/[...nextauth]/route'],
  ['/api/auth', undefined],
  ['/api/auth/', undefined],
  ['/api/auth//x', undefined],
  ['/api/authors', undefined],
  ['/api/files/list', '/api/files/list/route'],
  ['/api/files/list/x', undefined],
  ['/invoices/7', undefined],
  ['/api/notes/7', undefined],
  ['/api/notes/[id]', undefined],
  ['/teams/a/b', undefined],
  ['/teams/[team]/b', undefined],
  ['/anything', undefined],
  ['/icon.svg', undefined],
  ['/', undefined],
]

for (const [path, handler] of answers)
  test(`${path} is answered by ${handler ?? 'whom Next finds'}`, () => {
    expect(createHandlerFinder(PATHS, { '/icon.svg': {} })(path)).toBe(handler)
  })
