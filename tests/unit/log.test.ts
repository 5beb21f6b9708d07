import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { runInContext } from '#lib/context'
import { parseEnv } from '#lib/env-schema'
import { createLogger, describeError } from '#lib/log'
import { TEST_KEYS, testEnvironment } from '#tests/support/environment'

const SECRET = 'ya29.a-token-that-must-not-be-seen'
const AUTH_SECRET = 'canary-of-the-auth-secret-1234567890'

test('an error is logged by its names and messages, never by what hangs on it', { tag: '@R111' }, () => {
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

test('a chain of causes without end is cut', { tag: '@R111' }, () => {
  const loop = new Error('loop')
  loop.cause = loop
  expect(JSON.stringify(describeError(loop)).length).toBeLessThan(5_000)
})

test('what was thrown but is no error is named by its type alone', () => {
  expect(describeError(SECRET)).toEqual({ type: 'string', message: 'something that is not an Error' })
})

test('no line leaves with a secret in it: not in a message, a field, an address or the cause of an error', {
  tag: '@R111',
}, () => {
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

test('a line break or an escape in a message does not make a second line', { tag: '@R111' }, () => {
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

test('a full disk under the log ends no process, and keeps none from ending', { tag: '@R111' }, () => {
  const disk = openSync('/dev/full', 'w')
  const program = `
    import { log } from '#lib/log'
    for (let line = 0; line < 5_000; line += 1) log().info('x'.repeat(1_000))
    setTimeout(() => {
      log().info('one more')
      process.stderr.write('it goes on')
    }, 100)`
  const ended = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '--eval', program],
    {
      env: { NODE_ENV: 'production', ...testEnvironment({ LOG_LEVEL: 'info', ALLOW_CUSTOM_ISSUER: '1' }) },
      stdio: ['ignore', disk, 'pipe'],
      timeout: 60_000,
    },
  )
  closeSync(disk)
  expect({ ...ended, stderr: ended.stderr.toString() }).toMatchObject({
    status: 0,
    signal: null,
    stderr: 'it goes on',
  })
})

function openLog() {
  const lines: string[] = []
  const settings = parseEnv(testEnvironment({ LOG_LEVEL: 'debug', AUTH_SECRET }))
  return { lines, log: createLogger(settings, { write: (line) => lines.push(line) }) }
}
