/**
 * Everything that can go wrong and that a person can act on: what they read, and the HTTP status that goes
 * with it. `level` is how loud the log is: `error` asks an operator to act.
 */
const failures = {
  signed_out: {
    status: 401,
    level: 'info',
    title: 'Sign in to continue',
    message: 'This page is only for people who are signed in.',
  },
  invalid_input: {
    status: 400,
    level: 'info',
    title: 'That did not look right',
    message: 'Something in the form was missing or out of range. Go back, check it and try again.',
  },
  cross_site: {
    status: 403,
    level: 'warn',
    title: 'This request came from another site',
    message: 'For your safety we only accept forms that were sent from our own pages. Nothing was changed.',
  },
  not_found: {
    status: 404,
    level: 'info',
    title: 'We could not find that',
    message: 'It is not there, or no longer there. Nothing was changed.',
  },
  confirm_first: {
    status: 401,
    level: 'info',
    title: 'Confirm that it is you',
    message: 'This needs a sign-in of the last ten minutes. Confirm with Google, then go on where you were.',
  },
  cancelled: {
    status: 200,
    level: 'info',
    title: 'You cancelled signing in',
    message: 'Nothing was shared with us and nothing was changed. You can try again whenever you like.',
  },
  attempt_expired: {
    status: 400,
    level: 'info',
    title: 'This sign-in has expired',
    message:
      'It took longer than ten minutes, or its page was opened twice. Each attempt works once, so start a new one.',
  },
  other_browser: {
    status: 400,
    level: 'info',
    title: 'We could not match this sign-in to your browser',
    message:
      'It was started in another browser, or your browser blocks cookies for this site. Allow cookies, then start again here.',
  },
  invalid_callback: {
    status: 400,
    level: 'warn',
    title: 'This sign-in link is not complete',
    message: 'The address that brought you back from Google was cut or changed. Start again from here.',
  },
  email_unverified: {
    status: 403,
    level: 'info',
    title: 'Google has not verified your e-mail address',
    message:
      'Confirm the address in your Google Account first, then sign in again. Or choose another Google account.',
  },
  email_taken: {
    status: 409,
    level: 'warn',
    title: 'This e-mail address already belongs to another account here',
    message:
      'Someone signed up here with the same address through a different Google account. Sign in with the Google account that you used the first time.',
  },
  account_taken: {
    status: 409,
    level: 'info',
    title: 'This Google account opens another account here',
    message:
      'Somebody, perhaps you, already signs in here with it, so it cannot be connected to this account too. Sign in with it to use that account; or delete that account first, and then connect it here.',
  },
  other_account: {
    status: 409,
    level: 'info',
    title: 'You chose another Google account',
    message: 'Nothing was changed. Try again, and choose the account that this is about.',
  },
  not_recent: {
    status: 403,
    level: 'info',
    title: 'Google has not asked you for long',
    message:
      'Sign out of your Google Account in this browser, then try again, so that Google asks who you are.',
  },
  session_changed: {
    status: 409,
    level: 'info',
    title: 'You signed out or switched accounts meanwhile',
    message:
      'What you started belongs to a session that is over. Nothing was changed; start again from here.',
  },
  google_unavailable: {
    status: 503,
    level: 'warn',
    title: 'Google is not answering',
    message: 'This is not your fault and nothing was changed. Wait a minute, then try again.',
  },
  google_refused: {
    status: 502,
    level: 'error',
    title: 'Google did not accept this application',
    message:
      'The people who run this site need to correct its Google settings. Trying again will not help until then.',
  },
  google_invalid: {
    status: 502,
    level: 'error',
    title: 'We could not trust the answer from Google',
    message: 'A security check on the answer failed, so you were not signed in. Try again.',
  },
  token_unreadable: {
    status: 500,
    level: 'error',
    title: 'We cannot read what we keep for your Google account',
    message:
      'The people who run this site need to correct its encryption keys. Nothing was lost: it works again after that.',
  },
  unavailable: {
    status: 503,
    level: 'error',
    title: 'We cannot reach our database',
    message: 'Nothing was lost, and nobody was signed out. Try again in a moment.',
  },
  unknown: {
    status: 500,
    level: 'error',
    title: 'Something broke on our side',
    message: 'We have made a note of it. Try again; if it happens again, tell us the reference below.',
  },
} as const satisfies Record<string, { status: number; level: LogLevel; title: string; message: string }>

type LogLevel = 'info' | 'warn' | 'error'

export type FailureCode = keyof typeof failures

export type Failure = { code: FailureCode; status: number; level: LogLevel; title: string; message: string }

/** A failure that a person can act on. Anything else that is thrown is a defect and is shown as `unknown`. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: FailureCode
  constructor(code: FailureCode, options?: ErrorOptions) {
    super(failures[code].message, options)
    this.code = code
  }
}

/** What to show and to log for a code, also one that came from a URL: an unlisted code is `unknown`. */
export function describeFailure(code: string | undefined): Failure {
  const known = code !== undefined && Object.hasOwn(failures, code) ? (code as FailureCode) : 'unknown'
  return { code: known, ...failures[known] }
}

/** The code of anything that was thrown. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof AppError ? error.code : 'unknown'
}
