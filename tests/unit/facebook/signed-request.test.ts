import { createHmac } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { AppError } from '#lib/errors'
import { endpoints } from '#lib/facebook/endpoints'
import { readSignedRequest } from '#lib/facebook/signed-request'
import { signRequest } from '#scripts/sandbox/facebook/signed-request'
import { clientsOfLib } from '#tests/support/clients'
import { setTestEnvironment } from '#tests/support/environment'

const { secret } = clientsOfLib.facebook
const NOW = Date.parse('2026-11-26T12:00:00Z')
const at = NOW / 1000
const good = { user_id: '122100000000000001', algorithm: 'HMAC-SHA256', issued_at: at }

test.beforeAll(() => setTestEnvironment())

const read = (value: string) => readSignedRequest(value, NOW)

/** The code that it is refused with, or `accepted`. */
function verdict(value: string): string {
  try {
    read(value)
    return 'accepted'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

test('says whose account it is about, and when it was sent', () => {
  expect(read(signRequest(good, secret))).toEqual({
    provider: 'facebook',
    issuer: endpoints().issuer,
    subject: '122100000000000001',
    issuedAt: new Date(NOW),
  })
})

test('what Facebook adds does no harm', () => {
  expect(verdict(signRequest({ ...good, expires: 0, user: { country: 'gb' } }, secret))).toBe('accepted')
})

test('the example of Facebook’s page is signed as ours are', () => {
  const encoded = Buffer.from(
    '{"algorithm":"HMAC-SHA256","issued_at":1291836800,"user_id":"218471"}',
  ).toString('base64url')
  const signature = createHmac('sha256', secret).update(encoded).digest('base64url')
  expect(readSignedRequest(`${signature}.${encoded}`, 1_291_836_900_000).subject).toBe('218471')
})

/** Payloads under a good signature that are no word of Facebook's. */
const payloads: [title: string, payload: object][] = [
  ['of another algorithm', { ...good, algorithm: 'HMAC-SHA1' }],
  ['of an algorithm in small letters', { ...good, algorithm: 'hmac-sha256' }],
  ['of no algorithm', { ...good, algorithm: undefined }],
  ['of none', { ...good, algorithm: 'none' }],
  ['of nobody', { ...good, user_id: undefined }],
  ['of a number', { ...good, user_id: 122100000000000 }],
  ['of a name', { ...good, user_id: 'ada' }],
  ['of an empty id', { ...good, user_id: '' }],
  ['of a list', { ...good, user_id: ['1'] }],
  ['of no time', { ...good, issued_at: undefined }],
  ['of a time as text', { ...good, issued_at: String(at) }],
  ['of half a second', { ...good, issued_at: at + 0.5 }],
  ['of no time at all', { ...good, issued_at: 0 }],
  ['older than a day', { ...good, issued_at: at - 86_461 }],
  ['of a time that is not yet', { ...good, issued_at: at + 61 }],
  ['that is a list', [good]],
]

for (const [title, payload] of payloads) {
  test(`one ${title} is refused`, () => {
    expect(verdict(signRequest(payload, secret))).toBe('not_from_provider')
  })
}

test('a day, and a minute between the clocks, are allowed', () => {
  for (const issued_at of [at - 86_459, at - 86_400, at + 59])
    expect(verdict(signRequest({ ...good, issued_at }, secret))).toBe('accepted')
})

const [signature = '', payload = ''] = signRequest(good, secret).split('.')
const forged: [title: string, value: string][] = [
  ['by another secret', signRequest(good, 'another secret of the same kind')],
  ['by no secret', signRequest(good, '')],
  ['over another payload', `${signature}.${signRequest({ ...good, user_id: '2' }, secret).split('.')[1]}`],
  [
    'over the plain payload',
    `${createHmac('sha256', secret).update(JSON.stringify(good)).digest('base64url')}.${payload}`,
  ],
  ['with nothing but zeros', `${'A'.repeat(43)}.${payload}`],
  ['with its last bit turned', `${signature.slice(0, -1)}${signature.endsWith('A') ? 'E' : 'A'}.${payload}`],
]

for (const [title, value] of forged) {
  test(`one that is signed ${title} is refused`, () => expect(verdict(value)).toBe('not_from_provider'))
}

const malformed: [title: string, value: string][] = [
  ['nothing', ''],
  ['a dot', '.'],
  ['no dot', signature + payload],
  ['two dots', `${signature}.${payload}.${payload}`],
  ['a dot behind', `${signature}.${payload}.`],
  ['no signature', `.${payload}`],
  ['no payload', `${signature}.`],
  ['a cut signature', `${signature.slice(1)}.${payload}`],
  ['a longer signature', `${signature}A.${payload}`],
  ['a signature with padding', `${signature}=.${payload}`],
  ['a signature in plain base64', `${signature.slice(0, -1)}+.${payload}`],
  ['a signature in hex', `${Buffer.from(signature, 'base64url').toString('hex')}.${payload}`],
  ['a space', ` ${signature}.${payload}`],
  ['a line break', `${signature}.${payload}\n`],
  ['more than a payload has', `${signature}.${'A'.repeat(8_001)}`],
]

for (const [title, value] of malformed) {
  test(`${title} is no signed request`, () => expect(verdict(value)).toBe('invalid_input'))
}
