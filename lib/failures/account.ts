import type { FailureRow } from './shape.ts'

/** Why an account of a provider is not let in, or not here. */
export const accountFailures = {
  email_unverified: {
    status: 403,
    level: 'info',
    action: 'choose-account',
  },
  email_taken: {
    status: 409,
    level: 'warn',
    action: 'choose-account',
  },
  domain_not_allowed: {
    status: 403,
    level: 'info',
    action: 'choose-account',
  },
  account_disabled: {
    status: 403,
    level: 'warn',
    action: 'operator',
  },
  account_endangered: {
    status: 403,
    level: 'warn',
    action: 'operator',
  },
  account_suspended: {
    status: 403,
    level: 'warn',
    action: 'operator',
  },
  account_gone: {
    status: 403,
    level: 'warn',
    action: 'operator',
  },
  account_taken: {
    status: 409,
    level: 'info',
    action: 'back',
  },
  last_account: {
    status: 409,
    level: 'info',
    action: 'back',
  },
  other_account: {
    status: 409,
    level: 'info',
    action: 'back',
  },
  not_recent: {
    status: 403,
    level: 'info',
    action: 'back',
  },
  session_changed: {
    status: 409,
    level: 'info',
    action: 'back',
  },
} as const satisfies Record<string, FailureRow>
