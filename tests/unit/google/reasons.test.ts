import { expect, test } from '@playwright/test'
import { readRefusal } from '#lib/google/reasons'
import type { TokenRefusalKind } from '#lib/provider/provider'

/** RFC 6749, RFC 8628, OpenID Connect Core, Google's pages, and codes that nobody knows yet. */
const codes: [codes: string, expected: TokenRefusalKind][] = [
  ['invalid_grant expired_token', 'grant-ended'],
  [
    'admin_policy_enforced policy_enforced org_internal account_restricted accountDisabled domainPolicy',
    'organisation',
  ],
  [
    'blocked_by_administrator admin_blocked org_policy_of_tomorrow blocked_by_policy device_policy_failed',
    'organisation',
  ],
  [
    'invalid_scope consent_required interaction_required login_required account_selection_required',
    'consent',
  ],
  ['access_denied insufficient_scope mfa_required', 'consent'],
  ['invalid_client unauthorized_client unsupported_grant_type deleted_client disabled_client', 'operator'],
  ['restricted_client accessNotConfigured', 'operator'],
  ['redirect_uri_mismatch origin_mismatch', 'redirect-uri'],
  [
    'slow_down too_many_requests rate_limit_exceeded quota_exceeded temporarily_unavailable server_error internal_failure',
    'busy',
  ],
  ['invalid_request something_new constructor', 'invalid'],
  ['Forbidden __proto__ toString', 'unclear'],
]

for (const [names, expected] of codes) {
  for (const code of names.split(' ')) {
    test(`${code} of a token endpoint means ${expected}`, { tag: '@R70' }, () => {
      expect(readRefusal({ error: code })).toEqual({ kind: expected, reason: code })
    })
  }
}
