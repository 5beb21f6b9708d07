import { expect, test } from '@playwright/test'
import { AppError, describeFailure, type FailureCode, isOfProvider } from '#lib/errors'
import { accountFailures } from '#lib/failures/account'
import { authorizationFailures } from '#lib/failures/authorization'
import { generalFailures } from '#lib/failures/general'
import { providerFailures } from '#lib/failures/provider'
import { providerIds, providerNames } from '#lib/provider-ids'

const codes = Object.keys({
  ...generalFailures,
  ...authorizationFailures,
  ...accountFailures,
  ...providerFailures,
}) as FailureCode[]

for (const provider of providerIds) {
  test(`whatever fails at ${providerNames[provider]} is said of it, and of no other`, () => {
    expect(codes.length).toBeGreaterThan(40)
    for (const code of codes) {
      const { title, message } = describeFailure(code, provider)
      const others = providerIds.filter((id) => id !== provider).map((id) => providerNames[id])
      expect(`${title} ${message}`, code).not.toMatch(new RegExp(`[{}]|\\b(?:${others.join('|')})\\b`))
    }
  })
}

/** What is said where nothing tells which provider it was, or no provider has a part in it. */
const NAMELESS = [
  'signed_out',
  'confirm_first',
  'session_disconnected',
  'last_account',
  'unavailable',
] as const

for (const code of NAMELESS) {
  test(`${code} names no provider`, () => {
    const [one, other] = [describeFailure(code, 'google'), describeFailure(code, 'twitter')]
    expect(other).toEqual(one)
  })
}

test('only after X, whose own error page leads nobody back, an attempt that expired says what that page means', () => {
  const sentence = 'If X showed an error page, the people who run this site have to correct its settings.'
  const saying = providerIds.filter((id) => describeFailure('attempt_expired', id).message.endsWith(sentence))
  expect(saying).toEqual(['twitter'])
  expect(new AppError('attempt_expired', { provider: 'twitter' }).message).toContain(sentence)
  expect(new AppError('attempt_expired').message).not.toContain('X')
})

test('where nobody can choose an account at the provider, it is said how to come with the right one', () => {
  const messages = providerIds.map((id) => describeFailure('other_account', id).message)
  expect(messages.map((text) => /signed in there: change it on (\S+) first\.$/.exec(text)?.[1])).toEqual([
    undefined,
    'facebook.com',
    'x.com',
  ])
})

test('another way in may help when a provider has failed, and not when we refuse', () => {
  expect(isOfProvider('provider_unavailable')).toBe(true)
  expect(isOfProvider('redirect_mismatch')).toBe(true)
  for (const code of ['too_many_attempts', 'unavailable', 'account_disabled', 'unknown'] as const)
    expect(isOfProvider(code)).toBe(false)
})
