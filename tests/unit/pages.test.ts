import { readdirSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { safeReturnTo } from '#lib/auth/return-to'
import { findPage, findParent, type PagePath, pages } from '#lib/pages'
import { addressOf } from '#lib/web/page-address'
import { setTestEnvironment } from '#tests/support/environment'

const APP = fileURLToPath(new URL('../../app', import.meta.url))

test.beforeAll(() => setTestEnvironment())

/** The paths of the folders that hold a page. A folder in brackets groups, and has no part in the address. */
function findFolders(within: string): string[] {
  return readdirSync(`${APP}/${within}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => posix.basename(name) === 'page.tsx')
    .map((name) => posix.join('/', dirname(name).replace(/\(\w+\)\/?/g, '')))
    .map((path) => (path === '/' ? path : path.replace(/\/$/, '')))
    .sort()
}

test('every page of the application is in the table of pages, and every one of the table is there', () => {
  expect(pages.map(({ path }) => path).sort()).toEqual(findFolders('.'))
})

test('the pages for people who are signed in are those of app/(account)', () => {
  const account = pages.filter((page) => page.account).map(({ path }) => path)
  expect(account.sort()).toEqual(findFolders('(account)'))
})

test('the start page and every page in the navigation can be come back to', () => {
  const listed = pages.filter((page) => 'label' in page)
  expect(listed.length).toBeGreaterThan(0)
  for (const { path } of [...listed, { path: '/' }]) expect(safeReturnTo(path)).toBe(path)
})

test('a page is found by the path of a URL, and nothing else is', () => {
  expect(findPage('/settings/delete')?.path).toBe('/settings/delete')
  for (const path of ['', '/settings/', '/settings/other', '/settings/delete/now', '/Settings', 'settings'])
    expect(findPage(path)).toBeUndefined()
})

test('a dynamic segment is whatever stands there, and a page of that very name comes first', () => {
  const paths = ['/invoices/[id]', '/invoices/new', '/invoices/[id]/lines/[line]', '/files/[...path]']
  const among = paths.map((path) => ({ path, account: true, returnTo: true }))
  const find = (path: string) => findPage(path, among)?.path
  expect(find('/invoices/7')).toBe('/invoices/[id]')
  expect(find('/invoices/new')).toBe('/invoices/new')
  expect(find('/invoices/7/lines/8')).toBe('/invoices/[id]/lines/[line]')
  expect(find('/files/a/b/c')).toBe('/files/[...path]')
  for (const path of ['/invoices', '/invoices/', '/invoices/7/lines', '/files', '/files/', '/invoices/7/8'])
    expect(find(path)).toBeUndefined()
})

test('a page below one of the navigation has that one above it, and no other page has', () => {
  expect(findParent('/settings/delete')).toEqual({ path: '/settings', label: 'settings' })
  for (const { path } of pages.filter((page) => 'label' in page)) expect(findParent(path)).toBeNull()
  for (const path of ['/', '/confirm', '/sign-in/problem', '/settingsx/delete'])
    expect(findParent(path)).toBeNull()
  const among = [
    { path: '/a', account: true, returnTo: true, label: 'activity' },
    { path: '/a/b', account: true, returnTo: true, label: 'drive' },
  ] as const
  expect(findParent('/a/b/[id]', among)?.label).toBe('drive')
})

test('an address has the query that a page was asked for, and leaves out what is not given', () => {
  expect(addressOf('/drive', {})).toBe('/drive')
  expect(addressOf('/drive', { q: 'a&b', page: undefined, sort: ['a-z', 'z-a'] })).toBe(
    '/drive?q=a%26b&sort=a-z&sort=z-a',
  )
})

test('an address has its dynamic segments filled in, so that no value can lead elsewhere', () => {
  const invoice = '/invoices/[id]' as PagePath
  expect(addressOf(invoice, { tab: 'lines' }, { id: '7' })).toBe('/invoices/7?tab=lines')
  expect(addressOf(invoice, {}, { id: '../é?#' })).toBe('/invoices/..%2F%C3%A9%3F%23')
  expect(addressOf('/files/[...path]' as PagePath, {}, { path: ['a b', 'c'] })).toBe('/files/a%20b/c')
})
