import type { FailureRow } from './shape.ts'

/** What can go wrong on any page, form or route. */
export const generalFailures = {
  signed_out: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_ended: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_disconnected: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_removed: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_revoked: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_locked: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_idle: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  session_expired: {
    status: 401,
    level: 'info',
    action: 'sign-in',
  },
  confirm_first: {
    status: 401,
    level: 'info',
    action: 'back',
  },
  invalid_input: {
    status: 400,
    level: 'info',
    action: 'back',
  },
  too_many_exports: {
    status: 429,
    retryAfterSeconds: 60 * 60,
    level: 'warn',
    action: 'back',
  },
  unreadable_form: {
    status: 415,
    level: 'info',
    action: 'back',
  },
  too_large: {
    status: 413,
    level: 'info',
    action: 'back',
  },
  cross_site: {
    status: 403,
    level: 'warn',
    action: 'back',
  },
  other_address: {
    status: 400,
    level: 'info',
    action: 'move',
  },
  outdated_page: {
    status: 409,
    level: 'info',
    action: 'reload',
  },
  not_found: {
    status: 404,
    level: 'info',
    action: 'back',
  },
  token_unreadable: {
    status: 500,
    level: 'error',
    action: 'operator',
  },
  unavailable: {
    status: 503,
    level: 'error',
    action: 'wait',
  },
  not_ready: {
    status: 503,
    level: 'warn',
    action: 'wait',
  },
  overloaded: {
    status: 503,
    retryAfterSeconds: 2,
    level: 'warn',
    action: 'wait',
  },
  unknown: {
    status: 500,
    level: 'error',
    action: 'operator',
  },
} as const satisfies Record<string, FailureRow>
