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
    message: 'A security check on the answer failed, so nothing was changed. Try again.',
  },
  provider_asks: {
    status: 400,
    level: 'info',
    action: 'sign-in',
    title: '{provider} has to ask you something first',
    message:
      'It did not get the answer that it needs, so nothing was changed. Try again, and answer what it asks.',
  },
  provider_policy: {
    status: 403,
    level: 'info',
    action: 'choose-account',
    title: 'Your {provider} account may not be used here',
    message:
      'The rules of your organisation, or a protection of your account, do not allow it. Ask your administrator, or choose another {provider} account.',
  },
  provider_limit: {
    status: 503,
    level: 'error',
    action: 'wait',
    title: '{provider} lets nobody more in here for now',
    message:
      'Too many people have signed in to this site of late. This is not your fault and nothing was changed. Wait a while, then try again.',
  },
  provider_denied: {
    status: 403,
    level: 'warn',
    action: 'sign-in',
    title: '{provider} did not let you in',
    message:
      'It gave a reason that we do not know, and nothing was changed. Try again; if it happens again, ask your administrator, or tell us the reference below.',
  },
  not_from_provider: {
    status: 403,
    level: 'warn',
    action: 'operator',
    title: 'This is not from {provider}',
    message: 'What {provider} sends to this address is signed, and this is not. Nothing was changed.',
  },
  provider_off: {
    status: 404,
    level: 'info',
    action: 'other-ways',
    title: 'Signing in with {provider} is not offered here',
    message:
      'This site does not work with {provider} at the moment. Nothing was changed: sign in another way, or ask the people who run this site.',
  },
  provider_unpaid: {
    status: 503,
    level: 'error',
    action: 'other-ways',
    title: '{provider} does not answer this site for now',
    message:
      'What the people who run this site pay {provider} for is used up. This is not your fault and nothing was changed. Come back later, or sign in another way if you have one.',
  },
} as const satisfies Record<string, FailureCopy>
