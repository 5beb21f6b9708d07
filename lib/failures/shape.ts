/** How loud the log is: `error` asks an operator to act. */
export type LogLevel = 'info' | 'warn' | 'error'

/**
 * What a person can do about it: sign in again, choose another account there, sign in another way, open the page in a
 * browser, do that or go on all the same, wait and try again, tell the people who run the site, go back to where they were,
 * move to the site's own address, load the page again.
 */
export type FailureAction =
  | 'sign-in'
  | 'choose-account'
  | 'other-ways'
  | 'open-browser'
  | 'open-browser-or-go-on'
  | 'wait'
  | 'operator'
  | 'back'
  | 'move'
  | 'reload'

/** What a failure means to a browser, to the log and to whoever it happened to. What is said of it is in `lib/messages`. */
export type FailureRow = {
  status: number
  /** With status 429 or 503: when it is worth trying again. */
  retryAfterSeconds?: number
  level: LogLevel
  action: FailureAction
}
