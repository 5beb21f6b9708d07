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

/** What is said of a failure, and the HTTP status that goes with it. `{provider}` stands for the provider's name. */
export type FailureCopy = {
  status: number
  /** With status 503: when it is worth trying again. */
  retryAfterSeconds?: number
  level: LogLevel
  action: FailureAction
  title: string
  message: string
  /** What is also said where it happened at one of these providers, by its id. */
  alsoAt?: Readonly<Record<string, string>>
}
