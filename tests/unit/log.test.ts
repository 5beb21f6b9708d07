import { expect, test } from '@playwright/test'
import { runInContext } from '#lib/context'
import { parseEnv } from '#lib/env-schema'
import { createLogger, describeError } from '#lib/log'
import { TEST_KEYS, testEnvironment } from '#tests/support/environment'

const SECRET = 'ya29.a-token-that-must-not-be-seen'
const AUTH_SECRET = 'canary-of-the-auth-secret-1234567890'

test('R111 an error is logged by its names and messages, never by what hangs on it', () => {
  const cause = Object.assign(new Error('unexpected answer'), {
    cause: { access_token: SECRET },
    body: SECRET,
  })
  const wrapped = Object.assign(new Error('callback failed', { cause: { err: cause, code: SECRET } }), {
    code: 'E1',
    request: { headers: { cookie: SECRET } },
  })
  const logged = describeError(wrapped)
  expect(logged).toMatchObject({
    message: 'callback failed',
    code: 'E1',
    cause: { message: 'unexpected answer' },
  })
  expect(JSON.stringify(logged)).not.toContain(SECRET)
})

test('R111 a chain of causes without end is cut', () => {
  const loop = new Error('loop')
  loop.cause = loop
  expect(JSON.stringify(describeError(loop)).length).toBeLessThan(5_000)
})

test('what was thrown but is no error is named by its type alone', () => {
  expect(describeError(SECRET)).toEqual({ type: 'string', message: 'something that is not an Error' })
})

test('R111 no line leaves with a secret in it: not in a message, a field, an address or the cause of an error', () => {
  const { log, lines } = openLog()
  const canaries = [SECRET, AUTH_SECRET, TEST_KEYS.split(':')[1] ?? '', `1//${'r'.repeat(20)}`]
  for (const canary of canaries) {
    const cause = new Error(`the answer was ${canary}`)
    log.error({ err: new Error('failed', { cause: { err: cause } }), field: { deep: [canary] } }, canary)
    log.info({ url: `https://app.example/api/auth/callback/google?code=${canary}&state=s` }, 'asked')
  }
  expect(lines).toHaveLength(canaries.length * 2)
  for (const canary of canaries) expect(lines.join('')).not.toContain(canary)
})

test('R111 a line break or an escape in a message does not make a second line', () => {
  const { log, lines } = openLog()
  log.warn(`a\n{"level":"info","msg":"forged"}\u001b[31m`)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1)
  expect(lines[0]).not.toContain('\u001b')
})

test('a line knows the request that it belongs to', () => {
  const { log, lines } = openLog()
  runInContext({ id: 'request-1' }, () => log.info('inside'))
  log.info('outside')
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['request-1', undefined])
})

function openLog() {
  const lines: string[] = []
  const settings = parseEnv(testEnvironment({ LOG_LEVEL: 'debug', AUTH_SECRET }))
  return { lines, log: createLogger(settings, { write: (line) => lines.push(line) }) }
}
