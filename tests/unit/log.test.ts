import { expect, test } from '@playwright/test'
import { describeError } from '#lib/log'

const SECRET = 'ya29.a-token-that-must-not-be-seen'

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
