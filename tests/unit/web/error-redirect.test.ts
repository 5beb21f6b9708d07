import { expect, test } from '@playwright/test'
import { AppError } from '#lib/errors'
import { errorRedirect } from '#lib/web/error-redirect'
import { loadPage } from '#lib/web/load-page'
import { setTestEnvironment } from '#tests/support/environment'

const page = '/activity?kind=sessions&before=x'

setTestEnvironment({ LOG_LEVEL: 'silent' })

for (const code of [
  'signed_out',
  'session_ended',
  'session_disconnected',
  'session_locked',
  'session_idle',
  'session_expired',
] as const) {
  test(`whoever is not signed in (${code}) signs in and comes back to the page of the form`, () => {
    expect(errorRedirect(new AppError(code), page)).toBe(`/sign-in?returnTo=${encodeURIComponent(page)}`)
  })
}

test('whoever has to confirm first comes back to the page of the form', () => {
  const address = errorRedirect(new AppError('confirm_first'), '/settings/delete')
  expect(address).toBe('/confirm?returnTo=%2Fsettings%2Fdelete')
})

test('any other failure has a page that names it and its reference, and nothing of a defect but that it is one', () => {
  const read = (error: unknown) => {
    const { pathname, searchParams } = new URL(errorRedirect(error, page), 'https://app.example')
    return { pathname, code: searchParams.get('code'), returnTo: searchParams.get('returnTo') }
  }
  const pathname = '/sign-in/problem'
  expect(read(new AppError('not_found'))).toEqual({ pathname, code: 'not_found', returnTo: page })
  expect(read(new Error('a secret'))).toEqual({ pathname, code: 'unknown', returnTo: page })
  expect(errorRedirect(new Error('a secret'), page)).not.toContain('secret')
})

test('no more of an address goes on than one may come back to, whatever a form put into it', () => {
  for (const strange of [
    `/connections?confirm=${'x'.repeat(5_000)}`,
    'https://evil.example/',
    '//evil.example',
    '/a\r\nb',
  ]) {
    const codes = ['signed_out', 'confirm_first', 'not_found'] as const
    for (const code of codes) {
      const address = new URL(errorRedirect(new AppError(code), strange), 'https://app.example')
      expect(address.searchParams.get('returnTo'), strange).toBe('/dashboard')
    }
  }
})

test('whose session ends while a page loads signs in and comes back to that very page', async () => {
  const loading = loadPage(page, () => Promise.reject(new AppError('session_ended')))
  await expect(loading).rejects.toMatchObject({
    digest: expect.stringContaining(`/sign-in?returnTo=${encodeURIComponent(page)}`),
  })
})

test('a page that cannot be loaded says why', async () => {
  const page = await loadPage('/activity', () => Promise.reject(new AppError('unavailable')))
  expect(page).toMatchObject({
    kind: 'failed',
    failure: { code: 'unavailable', reference: expect.any(String) },
  })
  expect(await loadPage('/activity', async () => 7)).toEqual({ kind: 'loaded', data: 7 })
})
