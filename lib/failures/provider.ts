import type { FailureWords } from './shape.ts'

/** What goes wrong at Google, or between Google and us. */
export const googleFailures = {
  google_unavailable: {
    status: 503,
    level: 'warn',
    action: 'wait',
    title: 'Google is not answering',
    message: 'This is not your fault and nothing was changed. Wait a minute, then try again.',
  },
  google_refused: {
    status: 502,
    level: 'error',
    action: 'operator',
    title: 'Google did not accept this application',
    message:
      'The people who run this site need to correct its Google settings. Trying again will not help until then.',
  },
  redirect_mismatch: {
    status: 502,
    level: 'error',
    action: 'operator',
    title: 'Google does not know the address of this site',
    message:
      'The people who run this site need to register its exact address at Google. Trying again will not help until then.',
  },
  google_invalid: {
    status: 502,
    level: 'error',
    action: 'sign-in',
    title: 'We could not trust the answer from Google',
    message: 'A security check on the answer failed, so you were not signed in. Try again.',
  },
} as const satisfies Record<string, FailureWords>
