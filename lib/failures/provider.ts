import type { FailureCopy } from './shape.ts'

/** What goes wrong at a provider, or between it and us. */
export const providerFailures = {
  provider_unavailable: {
    status: 503,
    level: 'warn',
    action: 'wait',
    title: '{provider} is not answering',
    message: 'This is not your fault and nothing was changed. Wait a minute, then try again.',
  },
  provider_refused: {
    status: 502,
    level: 'error',
    action: 'operator',
    title: '{provider} did not accept this application',
    message:
      'The people who run this site need to correct its {provider} settings. Trying again will not help until then.',
  },
  provider_misunderstood: {
    status: 502,
    level: 'error',
    action: 'operator',
    title: 'We and {provider} did not understand each other',
    message:
      'The fault is ours or that of {provider}, not yours, and nothing was changed. We have made a note of it. If it goes on, tell us the reference below.',
  },
  redirect_mismatch: {
    status: 502,
    level: 'error',
    action: 'operator',
    title: '{provider} does not know the address of this site',
    message:
      'The people who run this site need to register its exact address at {provider}. Trying again will not help until then.',
  },
  provider_invalid: {
    status: 502,
    level: 'error',
    action: 'sign-in',
    title: 'We could not trust the answer from {provider}',
    message: 'A security check on the answer failed, so you were not signed in. Try again.',
  },
} as const satisfies Record<string, FailureCopy>
