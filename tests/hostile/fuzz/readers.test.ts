import { createHmac } from 'node:crypto'
import { test } from '@playwright/test'
import fc from 'fast-check'
import { readAttemptCookies } from '#lib/auth/attempt'
import { readAnswer } from '#lib/auth/callback'
import { safeReturnTo } from '#lib/auth/return-to'
import { readFileQuery } from '#lib/drive/query'
import { listShape as driveShape } from '#lib/drive/read'
import { AppError } from '#lib/errors'
import { readRefusal as refusalOfFacebook } from '#lib/facebook/errors'
import { readSignedRequest } from '#lib/facebook/signed-request'
import { readApiAnswer as answerOfGoogle } from '#lib/google/api-answer'
import { readRefusal as refusalOfGoogle } from '#lib/google/reasons'
import { parseRetryAfter } from '#lib/http/fetch'
import { readPostQuery } from '#lib/posts/query'
import { listShape as postsShape } from '#lib/posts/read'
import { readAddress } from '#lib/provider/address'
import { cleanLines, cleanPictureAddress, cleanText, readDomain } from '#lib/provider/text'
import { parseTokenAnswer } from '#lib/provider/token-answer'
import { providerIds } from '#lib/provider-ids'
import { describeDevice } from '#lib/request/device'
import { describeReader, findLanguage } from '#lib/request/reader'
import { readFields, storable } from '#lib/web/storable'
import { readApiAnswer as answerOfX } from '#lib/x/api-answer'
import { readRefusal as refusalOfX } from '#lib/x/reasons'
import { readAddress as readClientAddress, readForwardedFor } from '#server/client-address'
import { facebookClient } from '#tests/support/clients'
import { setTestEnvironment } from '#tests/support/environment'
import { expect } from './expect.ts'
import { fuzz } from './run.ts'
import { jsonOf, oneOf, query, text } from './texts.ts'

/** In one worker: together they are quicker than the start of another. */
test.describe.configure({ mode: 'default' })

test.beforeAll(() => setTestEnvironment())

/** What may be thrown is one of our own failures; anything else is a defect. */
function ownFailures<T>(read: () => T): T | AppError {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

test('whatever a page to come back to is said to be, it is a path of this origin', {
  tag: '@R97',
}, async () => {
  const origin = 'http://localhost:3000'
  const address = fc.oneof(
    text,
    fc.webUrl(),
    fc
      .tuple(oneOf('/', '//', '/dashboard', '/drive?q=', '/settings/delete#'), text)
      .map((two) => two.join('')),
  )
  await fuzz({
    share: 0.1,
    of: address,
    holds(value) {
      const path = safeReturnTo(value)
      expect(new URL(path, origin).origin).toBe(origin)
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
      expect(path).not.toMatch(/^\/(api|sign-in|confirm)\b/)
      expect(safeReturnTo(path)).toBe(path)
    },
  })
})

test('whatever a callback is asked with, it is an answer within its limits, or refused', {
  tag: ['@R34', '@R35', '@R42'],
}, async () => {
  const names = oneOf('state', 'code', 'iss', 'error', 'error_code', 'error_message', 'scope')
  await fuzz({
    share: 0.1,
    of: fc.tuple(query(names), fc.constantFrom(...providerIds)),
    holds([asked, provider]) {
      const parameters = new URLSearchParams(asked)
      const answer = ownFailures(() => readAnswer(parameters, provider))
      if (answer instanceof AppError) return expect(answer.code).toBe('invalid_callback')
      for (const [name, most] of [
        ['state', 1_024],
        ['code', 2_048],
        ['iss', 512],
        ['error', 512],
      ] as const) {
        expect(parameters.getAll(name).length).toBeLessThanOrEqual(1)
        expect(answer[name]?.length ?? 0).toBeLessThanOrEqual(most)
      }
      expect(answer.code === undefined).not.toBe(answer.error === undefined)
    },
  })
})

test('no signed request counts that is not signed with our secret, whatever is in it', {
  tag: ['@R13', '@R107'],
}, async () => {
  const now = Date.UTC(2026, 10, 26)
  const payload = fc.oneof(
    jsonOf('algorithm', 'issued_at', 'user_id', 'expires'),
    fc
      .record({
        algorithm: oneOf('HMAC-SHA256', 'none', 'HMAC-SHA1'),
        issued_at: fc.oneof(fc.integer(), fc.integer({ min: now / 1000 - 100_000, max: now / 1000 + 200 })),
        user_id: oneOf('122', '0'),
      })
      .map((one) => JSON.stringify(one)),
  )
  const key = fc.constantFrom(facebookClient.secret, '', 'another', facebookClient.secret.toUpperCase())
  await fuzz({
    share: 0.04,
    of: fc.tuple(payload, key, text, fc.boolean()),
    holds([body, secret, rest, appended]) {
      const encoded = Buffer.from(body).toString('base64url')
      const signature = createHmac('sha256', secret).update(encoded).digest('base64url')
      const value = `${signature}.${encoded}${appended ? rest : ''}`
      const report = ownFailures(() => readSignedRequest(value, now))
      if (report instanceof AppError)
        return expect(['invalid_input', 'not_from_provider']).toContain(report.code)
      expect([secret, appended && rest !== '']).toEqual([facebookClient.secret, false])
      expect(report.subject).toMatch(/^\d{1,30}$/)
      expect(Math.abs(now - report.issuedAt.getTime())).toBeLessThanOrEqual(86_460_000)
    },
  })
})

const tokenFields = [
  'access_token',
  'token_type',
  'id_token',
  'expires_in',
  'refresh_token',
  'refresh_token_expires_in',
  'scope',
  'error',
]

test('of whatever a token endpoint says, what is kept can stand in a header and in a row', {
  tag: '@R25',
}, async () => {
  const good = { access_token: 'a', token_type: 'Bearer' }
  const body = fc.oneof(
    jsonOf(...tokenFields),
    fc
      .dictionary(fc.constantFrom(...tokenFields), fc.oneof(text, fc.jsonValue()))
      .map((odd) => JSON.stringify({ ...good, ...odd })),
  )
  await fuzz({
    share: 0.04,
    of: fc.tuple(body, fc.constantFrom(...providerIds)),
    holds([said, provider]) {
      const answer = ownFailures(() => parseTokenAnswer(parse(said), { provider, requested: ['openid'] }))
      if (answer instanceof AppError) return expect(answer.code).toBe('provider_invalid')
      expect(answer.accessToken).toMatch(/^[\x20-\x7e]{1,8192}$/)
      for (const scope of answer.scopes) expect(scope).toMatch(/^[\x21-\x7e]{1,256}$/)
      expect(answer.scopes.length).toBeLessThanOrEqual(200)
      for (const time of [answer.accessTokenExpiresAt, answer.refreshTokenExpiresAt])
        if (time) expect(Number.isNaN(time.getTime())).toBe(false)
      if (answer.refreshToken !== null) expect(answer.refreshToken).toMatch(/^[\x20-\x7e]{1,4096}$/)
    },
  })
})

test('every refusal and every answer of an API has a meaning', { tag: ['@R25', '@R82'] }, async () => {
  const names = [
    'error',
    'error_description',
    'errors',
    'data',
    'meta',
    'title',
    'type',
    'code',
    'message',
    'files',
    'nextPageToken',
    'reason',
  ]
  const values = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...names), fc.jsonValue()),
    fc.array(fc.dictionary(fc.constantFrom(...names), fc.jsonValue())),
  )
  const body = fc.oneof(
    jsonOf(...names),
    fc.dictionary(fc.constantFrom(...names), values).map((value) => JSON.stringify(value)),
  )
  const status = fc.constantFrom(200, 204, 400, 401, 402, 403, 404, 410, 429, 500, 503)
  const after = oneOf('1', '-1', '1e12', 'Wed, 21 Oct 2026 07:28:00 GMT', '99999999999')
  await fuzz({
    share: 0.04,
    of: fc.tuple(body, status, oneOf('application/json', 'text/html'), after),
    async holds([said, code, type, wait]) {
      const value = parse(said)
      for (const read of [refusalOfFacebook, refusalOfGoogle, refusalOfX])
        expect(read(value).kind).toBeTruthy()
      const init = { status: code, headers: { 'content-type': clean(type), 'retry-after': clean(wait) } }
      for (const read of [answerOfGoogle, answerOfX])
        expect((await read(new Response(code === 204 ? null : said, init))).kind).toBeTruthy()
      for (const shape of [driveShape, postsShape])
        expect(typeof shape.safeParse(value).success).toBe('boolean')
      const seconds = parseRetryAfter(wait)
      if (seconds !== null) expect(seconds >= 1 && seconds <= 300).toBe(true)
    },
  })
})

test('what a person or a provider wrote is cleaned, and can be stored', {
  tag: ['@R23', '@R107'],
}, async () => {
  await fuzz({
    share: 0.04,
    of: fc.oneof(text, fc.jsonValue()),
    holds(value) {
      for (const [found, most] of [
        [cleanText(value, 50), 50],
        [cleanLines(value, 50), 50],
        [cleanPictureAddress(value, 500), 500],
        [readDomain(value), 300],
        [readAddress(value), 254],
      ] as const) {
        if (found === null) continue
        expect(storable(found)).toBe(found)
        expect([...found].length).toBeLessThanOrEqual(most)
      }
      const picture = cleanPictureAddress(value, 500)
      if (picture !== null) expect(new URL(picture).protocol).toMatch(/^https?:$/)
      const address = readAddress(value)
      if (address !== null) expect(address).toMatch(/^[^\s<>@]+@[^\s<>@]+$/)
      if (typeof value === 'string') {
        expect(storable(value).isWellFormed() && !storable(value).includes('\0')).toBe(true)
        expect(Object.getPrototypeOf(readFields([[value, value]]))).toBe(Object.prototype)
      }
    },
  })
})

test('headers, cookies and addresses of a browser are read, or left', {
  tag: ['@R59', '@R100', '@R107'],
}, async () => {
  const named = query(oneOf('q', 'sort', 'kind', 'page', 'account', 'whole'))
  await fuzz({
    share: 0.04,
    of: fc.tuple(text, text, named),
    holds([one, other, asked]) {
      describeDevice(one)
      expect(findLanguage(one)).toMatch(/^[a-z]{2}$/)
      expect(describeReader(one, other).language).toMatch(/^[a-z]{2}$/)
      for (const { address } of readForwardedFor(one))
        if (address !== null) expect(readClientAddress(address)).toBe(address)
      const parameters = Object.fromEntries(new URLSearchParams(asked))
      expect(storable(JSON.stringify([readFileQuery(parameters), readPostQuery(parameters)]))).toBeTruthy()
      const cookies = [
        { name: 'latchkey-3000-attempt-0123456789abcdef', value: one },
        { name: one, value: other },
      ]
      expect(readAttemptCookies(cookies).lastMinute).toBeLessThanOrEqual(2)
    },
  })
})

function parse(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function clean(value: string): string {
  return value.replaceAll(/[^\x20-\x7e]/g, '')
}
