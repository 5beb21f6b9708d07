import type { FailureRow } from './shape.ts'

/** What goes wrong at a provider, or between it and us. */
export const providerFailures = {
  provider_unavailable: {
    status: 503,
    level: 'warn',
    action: 'wait',
  },
  provider_refused: {
    status: 502,
    level: 'error',
    action: 'operator',
  },
  provider_misunderstood: {
    status: 502,
    level: 'error',
    action: 'operator',
  },
  redirect_mismatch: {
    status: 502,
    level: 'error',
    action: 'operator',
  },
  provider_invalid: {
    status: 502,
    level: 'error',
    action: 'sign-in',
  },
  provider_asks: {
    status: 400,
    level: 'info',
    action: 'sign-in',
  },
  provider_policy: {
    status: 403,
    level: 'info',
    action: 'choose-account',
  },
  provider_limit: {
    status: 503,
    level: 'error',
    action: 'wait',
  },
  provider_denied: {
    status: 403,
    level: 'warn',
    action: 'sign-in',
  },
  not_from_provider: {
    status: 403,
    level: 'warn',
    action: 'operator',
  },
  provider_off: {
    status: 404,
    level: 'info',
    action: 'other-ways',
  },
  provider_unpaid: {
    status: 503,
    level: 'error',
    action: 'other-ways',
  },
} as const satisfies Record<string, FailureRow>
