import { expect, test } from '@playwright/test'
import { readRedirectError, readRefusal } from '#lib/facebook/errors'
import type { TokenRefusalKind } from '#lib/provider/provider'

const PKCE = 'code_verifier param is provided without a code_challenge in authorization request.'

/** Facebook's codes with what tells them apart, and codes that nobody knows yet. */
const errors: (readonly [error: object, kind: TokenRefusalKind, reason: string])[] = [
  [{ code: 1, message: 'Error validating client secret.' }, 'operator', '1'],
  [{ code: 1, message: PKCE }, 'operator', '1'],
  [{ code: 1, message: 'Invalid code verifier. Code verifier should be …' }, 'operator', '1'],
  [{ code: 1, message: 'An unknown error occurred' }, 'busy', '1'],
  [{ code: 2, message: 'Service temporarily unavailable' }, 'busy', '2'],
  ...[4, 17, 32, 341, 613].map((code) => [{ code }, 'busy', String(code)] as const),
  ...[10, 200, 210, 299].map((code) => [{ code }, 'consent', String(code)] as const),
  [{ code: 100, message: 'Invalid verification code format.' }, 'grant-ended', '100'],
  [{ code: 100, error_subcode: 36007, message: 'Expired.' }, 'grant-ended', '100/36007'],
  [
    { code: 100, error_subcode: 36008, message: 'Error validating verification code.' },
    'redirect-uri',
    '100/36008',
  ],
  [{ code: 100, error_subcode: 36009, message: 'Used.' }, 'grant-ended', '100/36009'],
  [{ code: 100, message: 'Invalid appsecret_proof provided in the API argument' }, 'operator', '100'],
  [{ code: 100, message: '(#100) Tried accessing nonexisting field' }, 'invalid', '100'],
  [{ code: 101 }, 'operator', '101'],
  [{ code: 102 }, 'grant-ended', '102'],
  ...[undefined, 458, 460, 463, 467, 492].map(
    (error_subcode) =>
      [
        { code: 190, ...(error_subcode && { error_subcode }), message: 'Error validating access token.' },
        'grant-ended',
        error_subcode ? `190/${error_subcode}` : '190',
      ] as const,
  ),
  [{ code: 190, error_subcode: 459 }, 'consent', '190/459'],
  [{ code: 190, error_subcode: 464 }, 'consent', '190/464'],
  [{ code: 190, message: 'Invalid OAuth access token signature.' }, 'operator', '190'],
  [{ code: 191 }, 'redirect-uri', '191'],
  [{ code: 368 }, 'operator', '368'],
  [{ code: 199 }, 'invalid', '199'],
  [{ code: 300 }, 'invalid', '300'],
  [{ code: 987654, message: 'Something of tomorrow' }, 'invalid', '987654'],
  [{ code: 987654, is_transient: true }, 'busy', '987654'],
  [{ code: 987654, error_subcode: 'x', message: 7, is_transient: 'yes' }, 'invalid', '987654'],
]

for (const [error, kind, reason] of errors) {
  test(`${JSON.stringify(error)} is ${kind}`, () => {
    expect(readRefusal({ error: { type: 'OAuthException', fbtrace_id: 'A', ...error } })).toEqual({
      kind,
      reason,
    })
  })
}

test('what is no error of Facebook’s says nothing', () => {
  for (const body of [
    undefined,
    null,
    '',
    'a page',
    [],
    {},
    { error: 'invalid_grant' },
    { error: { code: '190' } },
    { error: null },
  ])
    expect(readRefusal(body)).toEqual({ kind: 'unclear', reason: '' })
})

const redirects: [query: string, error: string | null][] = [
  ['error_code=1349048&error_message=Can%27t+Load+URL', 'redirect_uri_mismatch'],
  ['error_code=200&error_message=Permissions+error', 'access_denied'],
  ['error_code=10', 'access_denied'],
  ['error_code=101&error_message=x', 'unauthorized_client'],
  ['error_code=368', 'unauthorized_client'],
  ['error_code=4', 'temporarily_unavailable'],
  ['error_code=2&error_message=later', 'temporarily_unavailable'],
  ['error_code=190', 'server_error'],
  ['error_code=123456&error_message=x', 'server_error'],
  ['error_code=', 'server_error'],
  ['error_code=-1', 'server_error'],
  ['error_code=99999999999999999999', 'server_error'],
  ['error_code=<script>', 'server_error'],
  ['error_code=200&error_code=2', null],
  ['error_code=200&code=c', null],
  ['error_message=x', null],
  ['code=c', null],
]

for (const [query, error] of redirects) {
  test(`a redirect with ${query} has the error ${error}`, () => {
    expect(readRedirectError(new URLSearchParams(query))).toBe(error)
  })
}
