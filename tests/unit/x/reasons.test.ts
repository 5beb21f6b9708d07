import { expect, test } from '@playwright/test'
import type { TokenRefusalKind } from '#lib/provider/provider'
import { readRefusal } from '#lib/x/reasons'

const said = (error: unknown, error_description?: unknown) => ({ error, error_description })
const invalid = (text: string) => said('invalid_request', text)

const refusals: [title: string, body: unknown, kind: TokenRefusalKind, reason: string][] = [
  // What X says of a token that was used, revoked or left alone for too long.
  [
    'a dead refresh token',
    invalid('Value passed for the token was invalid.'),
    'grant-ended',
    'invalid_request',
  ],
  [
    'the same without a full stop',
    invalid('Value passed for the token was invalid'),
    'grant-ended',
    'invalid_request',
  ],
  [
    'the same in other cases',
    invalid(' VALUE PASSED for the Token was invalid. '),
    'grant-ended',
    'invalid_request',
  ],
  ['the standard’s own code', said('invalid_grant', 'anything'), 'grant-ended', 'invalid_grant'],
  [
    'a code that is wrong, used or old',
    invalid('Value passed for the authorization code was invalid.'),
    'grant-ended',
    'invalid_request',
  ],
  [
    'another redirect URI',
    invalid('Value passed for the redirect uri did not match the uri of the authorization code.'),
    'redirect-uri',
    'invalid_request',
  ],
  [
    'a wrong secret',
    said('unauthorized_client', 'Missing valid authorization header'),
    'operator',
    'unauthorized_client',
  ],
  [
    'an unknown client',
    said('invalid_client', 'Value passed for the client id was invalid.'),
    'operator',
    'invalid_client',
  ],
  ['another grant type', said('unsupported_grant_type'), 'operator', 'unsupported_grant_type'],
  ['a scope that is not allowed', said('invalid_scope'), 'operator', 'invalid_scope'],
  ['X in trouble', said('temporarily_unavailable'), 'busy', 'temporarily_unavailable'],

  // What says nothing of a token must never end one.
  [
    'another text',
    invalid('Value passed for the code verifier did not match the code challenge.'),
    'invalid',
    'invalid_request',
  ],
  [
    'a text that only begins alike',
    invalid('Value passed for the token was invalid. Or was it?'),
    'invalid',
    'invalid_request',
  ],
  [
    'a text that only ends alike',
    invalid('Perhaps: Value passed for the token was invalid.'),
    'invalid',
    'invalid_request',
  ],
  [
    'the text under another code',
    said('server_error', 'Value passed for the token was invalid.'),
    'busy',
    'server_error',
  ],
  [
    'the text under an unknown code',
    said('oops', 'Value passed for the token was invalid.'),
    'invalid',
    'oops',
  ],
  ['a missing parameter', invalid('Missing required parameter [client_id].'), 'invalid', 'invalid_request'],
  ['no text', said('invalid_request'), 'invalid', 'invalid_request'],
  ['an object as the text', said('invalid_request', { value: 'passed' }), 'invalid', 'invalid_request'],
  ['the name of an inherited property', said('constructor'), 'invalid', 'constructor'],
  ['the text of one', invalid('constructor'), 'invalid', 'invalid_request'],
  ['an object as the code', said({ message: 'no' }), 'unclear', ''],
  ['a number as the code', said(400), 'unclear', ''],
  ['an empty code', said(''), 'unclear', ''],
  ['a proxy’s words', said('Forbidden'), 'unclear', ''],
  ['an error of the API', { title: 'Unauthorized', status: 401 }, 'unclear', 'Unauthorized'],
  ['an error of the older API', { errors: [{ code: 88, message: 'Rate limit exceeded' }] }, 'unclear', ''],
  ['a title that is none', { title: { of: 'something' } }, 'unclear', ''],
  ['a list', [said('invalid_grant')], 'unclear', ''],
  ['a text', 'invalid_grant', 'unclear', ''],
  ['null', null, 'unclear', ''],
  ['nothing', undefined, 'unclear', ''],
]

for (const [title, body, kind, reason] of refusals)
  test(`${title} is ${kind}`, { tag: ['@R69', '@R70'] }, () => {
    expect(readRefusal(body)).toEqual({ kind, reason })
  })
