import { expect, test } from '@playwright/test'
import { AppError } from '#lib/errors'
import { parseTokenAnswer } from '#lib/provider/token-answer'

const good = {
  access_token: 'ya29.token',
  token_type: 'Bearer',
  id_token: 'a.b.c',
  refresh_token: '1//refresh',
  expires_in: 3_599,
  refresh_token_expires_in: 86_400,
  scope: 'email openid',
}

const asked = { provider: 'google', requested: ['openid', 'email', 'drive'] } as const

/** What is read of an answer, with times as whether there is one; or why it is none. */
function read(changes: Record<string, unknown>) {
  try {
    const { accessTokenExpiresAt, refreshTokenExpiresAt, ...answer } = parseTokenAnswer(
      { ...good, ...changes },
      asked,
    )
    return {
      ...answer,
      accessEnds: accessTokenExpiresAt !== null,
      refreshEnds: refreshTokenExpiresAt !== null,
    }
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

const all = {
  accessToken: 'ya29.token',
  refreshToken: '1//refresh',
  scopes: ['email', 'openid'],
  idToken: 'a.b.c',
  accessEnds: true,
  refreshEnds: true,
}

const values: Record<string, unknown> = {
  'not there': undefined,
  null: null,
  'an empty text': '',
  'a number': 42,
  'a list': ['email'],
  'an object': { of: 'something' },
  true: true,
  'a text with NUL': 'a\u0000b',
  'half a character': 'a\ud800',
  'a megabyte': 'x'.repeat(1_000_000),
}

const REFUSED = 'provider_invalid'
const usual = (keys: string[], value: unknown) => Object.fromEntries(keys.map((key) => [key, value]))
const every = Object.keys(values)

/** What each field becomes with each value: one that must be right has the answer refused, the others are left out. */
const fields: Record<string, Record<string, unknown>> = {
  access_token: usual(every, REFUSED),
  token_type: usual(every, REFUSED),
  id_token: {
    ...usual(['not there', 'null', 'an empty text'], { ...all, idToken: null }),
    ...usual(['a number', 'a list', 'an object', 'true'], REFUSED),
    'a text with NUL': { ...all, idToken: 'a\u0000b' },
    'half a character': { ...all, idToken: 'a\ud800' },
    'a megabyte': { ...all, idToken: 'x'.repeat(1_000_000) },
  },
  refresh_token: usual(every, { ...all, refreshToken: null }),
  expires_in: { ...usual(every, { ...all, accessEnds: false }), 'a number': all },
  refresh_token_expires_in: { ...usual(every, { ...all, refreshEnds: false }), 'a number': all },
  scope: {
    ...usual(['not there', 'null', 'an empty text'], { ...all, scopes: ['drive', 'email', 'openid'] }),
    ...usual(['a number', 'a list', 'an object', 'true'], REFUSED),
    ...usual(['a text with NUL', 'half a character', 'a megabyte'], { ...all, scopes: [] }),
  },
}

for (const [field, outcomes] of Object.entries(fields)) {
  test(`${field} of a token answer may be anything`, { tag: ['@R25', '@R64'] }, () => {
    const seen = Object.entries(values).map(([title, value]) => [title, read({ [field]: value })])
    expect(Object.fromEntries(seen)).toEqual(outcomes)
  })
}

test('an answer that is no object is none', { tag: '@R25' }, () => {
  for (const answer of [undefined, null, '', 'text', 42, true, [], [good]])
    expect(() => parseTokenAnswer(answer, asked), JSON.stringify(answer)).toThrow()
})

test('a lifetime may be written as a text, and one that makes no sense is none', { tag: '@R25' }, () => {
  expect(read({ expires_in: '3599' })).toEqual(all)
  for (const lifetime of [
    0,
    -1,
    1e12,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.5,
    '-5',
    '1e3',
    ' 5',
    'soon',
    '5 s',
  ])
    expect(read({ expires_in: lifetime }), String(lifetime)).toEqual({ ...all, accessEnds: false })
})

test('scopes may be parted by any spaces, and what is no scope is left out', { tag: '@R25' }, () => {
  const scopes = (scope: string) => parseTokenAnswer({ ...good, scope }, asked).scopes
  expect(scopes(' email\t\topenid \n')).toEqual(['email', 'openid'])
  expect(scopes('email "quoted" back\\slash \u202eopenid dri\u0000ve ünicode openid')).toEqual([
    'email',
    'openid',
  ])
  expect(scopes(`email ${'y'.repeat(257)}`)).toEqual(['email'])
})

test('of a list of scopes without end, what was asked for stays', { tag: '@R25' }, () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `scope-${index}`)
  const { scopes } = parseTokenAnswer({ ...good, scope: [...many, 'drive', 'email'].join(' ') }, asked)
  expect(scopes.length).toBeLessThanOrEqual(200)
  expect(scopes).toEqual(expect.arrayContaining(['drive', 'email', 'scope-0']))
})
