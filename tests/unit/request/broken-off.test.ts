import { expect, test } from '@playwright/test'
import { runInContext } from '#lib/context'
import { isBrokenOff } from '#lib/request/broken-off'

const named = (name: string) => Object.assign(new Error('x'), { name })
const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })

/** What React, Next and Node throw when a browser has gone, and what is thrown for other reasons meanwhile. */
const errors: [error: unknown, broken: boolean][] = [
  [named('AbortError'), true],
  [named('ResponseAborted'), true],
  [coded('ABORT_ERR'), true],
  [coded('ECONNRESET', 'aborted'), true],
  [coded('ERR_STREAM_PREMATURE_CLOSE'), true],
  [new Error('The destination stream closed early.'), true],
  [new Error('The destination stream errored while writing data.'), true],
  [new Error('The render was aborted by the server without a reason.'), true],
  [new Error('Connection closed.'), true],
  [new Error('form failed', { cause: coded('ECONNRESET', 'aborted') }), true],
  [coded('ECONNRESET', 'read ECONNRESET'), false],
  [new Error('Connection terminated unexpectedly'), false],
  [new TypeError('x is not a function'), false],
  ['aborted', false],
  [null, false],
]

test('what fails because a browser has gone is no defect, and all else is', () => {
  for (const [error, broken] of errors) {
    expect(
      runInContext({ id: '1', brokenOff: true }, () => isBrokenOff(error)),
      String(error),
    ).toBe(broken)
    for (const brokenOff of [{}, { brokenOff: false }])
      expect(
        runInContext({ id: '1', ...brokenOff }, () => isBrokenOff(error)),
        String(error),
      ).toBe(false)
    expect(isBrokenOff(error)).toBe(false)
  }
})
