import { expect, test } from '@playwright/test'
import { authorizationFailure } from '#lib/auth/problems'
import { describeFailure, type FailureCode } from '#lib/errors'
import { accountFailures } from '#lib/failures/account'
import { authorizationFailures } from '#lib/failures/authorization'
import { generalFailures } from '#lib/failures/general'
import { providerFailures } from '#lib/failures/provider'
import { setTestEnvironment } from '#tests/support/environment'

test.beforeAll(() => setTestEnvironment())

/** Whose each is: `level` says whether an operator has to act, `action` what the person can do. */
const kinds = {
  person: { level: 'info', action: 'sign-in' },
  policy: { level: 'info', action: 'choose-account' },
  browser: { level: 'info', action: 'open-browser' },
  operator: { level: 'error', action: 'operator' },
  limit: { level: 'error', action: 'wait' },
  later: { level: 'warn', action: 'wait' },
  unknown: { level: 'warn', action: 'sign-in' },
} as const

const errors: [source: string, kind: keyof typeof kinds, codes: string[]][] = [
  ['RFC 6749, section 4.1.2.1', 'person', ['access_denied']],
  ['RFC 6749, section 4.1.2.1', 'later', ['server_error', 'temporarily_unavailable']],
  [
    'RFC 6749, section 4.1.2.1',
    'operator',
    ['invalid_request', 'unauthorized_client', 'unsupported_response_type', 'invalid_scope'],
  ],
  [
    'OpenID Connect Core 1.0, section 3.1.2.6',
    'person',
    ['interaction_required', 'login_required', 'account_selection_required', 'consent_required'],
  ],
  [
    'OpenID Connect Core 1.0, section 3.1.2.6',
    'operator',
    [
      'invalid_request_uri',
      'invalid_request_object',
      'request_not_supported',
      'request_uri_not_supported',
      'registration_not_supported',
    ],
  ],
  ['OpenID Connect Unmet Authentication Requirements 1.0', 'person', ['unmet_authentication_requirements']],
  ['RFC 8707 and RFC 9396', 'operator', ['invalid_target', 'invalid_authorization_details']],
  ['RFC 6749, section 5.2', 'operator', ['invalid_client', 'unsupported_grant_type']],
  ['RFC 6749, section 5.2', 'person', ['invalid_grant']],
  ['Google, policies', 'policy', ['admin_policy_enforced', 'policy_enforced', 'org_internal']],
  ['Google, embedded browsers', 'browser', ['disallowed_useragent']],
  [
    'Google, the client',
    'operator',
    [
      'deleted_client',
      'disabled_client',
      'restricted_client',
      'access_not_configured',
      'app_not_verified',
      'redirect_uri_mismatch',
      'origin_mismatch',
    ],
  ],
  ['Google, limits', 'limit', ['rate_limit_exceeded']],
  ['tomorrow', 'person', ['passkey_required', 'session_selection_required', 'age_verification_required']],
  ['tomorrow', 'policy', ['device_policy_enforced', 'admin_approval_pending', 'blocked_by_administrator']],
  ['tomorrow', 'operator', ['suspended_client', 'client_not_found', 'invalid_redirect_uri']],
  ['tomorrow', 'limit', ['quota_exceeded', 'too_many_requests', 'slow_down', 'user_limit_exceeded']],
  [
    'tomorrow',
    'unknown',
    ['something_new', '__proto__', 'constructor', 'toString', '<script>alert(1)</script>', 'ACCESS_DENIED'],
  ],
]

for (const [source, kind, codes] of errors) {
  test(`an error of an authorization answer: ${codes.join(', ').slice(0, 90)} (${source}) is for: ${kind}`, () => {
    for (const error of codes) {
      const { code, provider } = authorizationFailure(error, 'google')
      expect.soft(describeFailure(code, provider), error).toMatchObject(kinds[kind])
      expect.soft(code, error).not.toBe('provider_invalid')
    }
  })
}

test('no failure tells somebody who may be signed in that they are not, or were not', () => {
  const signedOut = /^(signed_out|session_)/
  const all = { ...generalFailures, ...authorizationFailures, ...accountFailures, ...providerFailures }
  for (const code of Object.keys(all)) {
    if (signedOut.test(code)) continue
    const { title, message } = describeFailure(code)
    expect.soft(`${title} ${message}`, code).not.toMatch(/not signed in|were signed out|are signed out/i)
    expect(describeFailure(code).code).toBe(code as FailureCode)
  }
})
