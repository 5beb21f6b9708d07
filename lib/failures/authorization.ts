import type { FailureRow } from './shape.ts'

/** What can go wrong between the button and the callback. */
export const authorizationFailures = {
  cancelled: {
    status: 200,
    level: 'info',
    action: 'sign-in',
  },
  cancelled_or_closed: {
    status: 200,
    level: 'info',
    action: 'sign-in',
  },
  consent_incomplete: {
    status: 403,
    level: 'info',
    action: 'sign-in',
  },
  attempt_expired: {
    status: 400,
    level: 'info',
    action: 'sign-in',
  },
  attempt_used: {
    status: 400,
    level: 'info',
    action: 'sign-in',
  },
  other_browser: {
    status: 400,
    level: 'info',
    action: 'sign-in',
  },
  cookies_blocked: {
    status: 400,
    level: 'info',
    action: 'sign-in',
  },
  invalid_callback: {
    status: 400,
    level: 'warn',
    action: 'sign-in',
  },
  too_many_attempts: {
    status: 429,
    level: 'warn',
    action: 'wait',
  },
  in_app_browser: {
    status: 403,
    level: 'info',
    action: 'open-browser',
  },
  perhaps_in_app: {
    status: 200,
    level: 'info',
    action: 'open-browser-or-go-on',
  },
} as const satisfies Record<string, FailureRow>
