import type { FailureCopy } from './shape.ts'

/** What can go wrong on any page, form or route. */
export const generalFailures = {
  signed_out: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'Sign in to continue',
    message: 'This page is only for people who are signed in.',
  },
  session_ended: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'You were signed out of this browser',
    message:
      'You were signed out from another device. If that was not you, sign in and look at your activity.',
  },
  session_disconnected: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'You were signed out of this browser',
    message:
      'What it was signed in with was disconnected from your account here. If that was not you, sign in another way and look at your activity.',
  },
  session_removed: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'You were signed out of this browser',
    message:
      'You removed this site in the settings of the account that you were signed in with. Nothing that you have here was deleted: sign in to go on, with that account or another way.',
  },
  session_locked: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'You were signed out of this browser',
    message:
      'Your account was locked for some time, which ends every session. It is open again, and nothing was lost: sign in to go on.',
  },
  session_idle: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'You were signed out',
    message: 'You have not been here for a while, so we signed you out to keep your account safe.',
  },
  session_expired: {
    status: 401,
    level: 'info',
    action: 'sign-in',
    title: 'It is time to sign in again',
    message: 'A session has a longest time, however often it is used, and yours has reached it.',
  },
  confirm_first: {
    status: 401,
    level: 'info',
    action: 'back',
    title: 'Confirm that it is you',
    message:
      'This needs a sign-in of the last ten minutes. Confirm that it is you, then go on where you were.',
  },
  invalid_input: {
    status: 400,
    level: 'info',
    action: 'back',
    title: 'That did not look right',
    message: 'Something in the form was missing or out of range. Go back, check it and try again.',
  },
  cross_site: {
    status: 403,
    level: 'warn',
    action: 'back',
    title: 'This request came from another site',
    message: 'For your safety we only accept forms that were sent from our own pages. Nothing was changed.',
  },
  other_address: {
    status: 400,
    level: 'info',
    action: 'move',
    title: 'This site has another address',
    message:
      'You opened it under a name where nobody can sign in. Go on at its own address; nothing was lost.',
  },
  outdated_page: {
    status: 409,
    level: 'info',
    action: 'reload',
    title: 'This page is from before an update',
    message:
      'We have updated the site since you opened the page, so what you pressed was not done. Load the page again, then try once more.',
  },
  not_found: {
    status: 404,
    level: 'info',
    action: 'back',
    title: 'We could not find that',
    message: 'It is not there, or no longer there. Nothing was changed.',
  },
  token_unreadable: {
    status: 500,
    level: 'error',
    action: 'operator',
    title: 'We cannot read what we keep for your {provider} account',
    message:
      'The people who run this site need to correct its encryption keys. Nothing was lost: it works again after that.',
  },
  unavailable: {
    status: 503,
    level: 'error',
    action: 'wait',
    title: 'We cannot reach our database',
    message: 'Nothing was lost, and nobody was signed out. Try again in a moment.',
  },
  not_ready: {
    status: 503,
    level: 'warn',
    action: 'wait',
    title: 'This server is not ready',
    message: 'It is starting, being brought up to date, or about to stop. Try again in a moment.',
  },
  overloaded: {
    status: 503,
    retryAfterSeconds: 2,
    level: 'warn',
    action: 'wait',
    title: 'We are too busy just now',
    message: 'Nothing was lost, and nobody was signed out. Try again in a few seconds.',
  },
  unknown: {
    status: 500,
    level: 'error',
    action: 'operator',
    title: 'Something broke on our side',
    message: 'We have made a note of it. Try again; if it happens again, tell us the reference below.',
  },
} as const satisfies Record<string, FailureCopy>
