import type { FailureCopy } from './shape.ts'

/** Why an account of a provider is not let in, or not here. */
export const accountFailures = {
  email_unverified: {
    status: 403,
    level: 'info',
    action: 'choose-account',
    title: '{provider} has not verified your e-mail address',
    message:
      'Confirm the address at {provider} first, then sign in again. Or choose another {provider} account.',
  },
  email_taken: {
    status: 409,
    level: 'warn',
    action: 'choose-account',
    title: 'This e-mail address already belongs to another account here',
    message:
      'Someone signed up here with the same address through a different {provider} account. Sign in with the {provider} account that you used the first time. If the address was given to you lately, or that account is gone, ask the people who run this site to free it.',
  },
  domain_not_allowed: {
    status: 403,
    level: 'info',
    action: 'choose-account',
    title: 'This site is for certain organisations',
    message:
      'Your {provider} account does not belong to one of them. Sign in with your account at work or school.',
  },
  account_disabled: {
    status: 403,
    level: 'warn',
    action: 'operator',
    title: 'This account is locked',
    message:
      'The people who run this site have locked it. Nothing was deleted. Ask them if you want to know why, or if you think that it is a mistake.',
  },
  account_endangered: {
    status: 403,
    level: 'warn',
    action: 'operator',
    title: 'This account is locked for its safety',
    message:
      '{provider} told us that somebody else may have had access to it. Secure your {provider} account first; it opens here again when {provider} says that it is safe.',
  },
  account_taken: {
    status: 409,
    level: 'info',
    action: 'back',
    title: 'This {provider} account opens another account here',
    message:
      'Somebody, perhaps you, already signs in here with it, so it cannot be connected to this account too. Sign in with it to use that account; or delete that account first, and then connect it here.',
  },
  last_account: {
    status: 409,
    level: 'info',
    action: 'back',
    title: 'This is your only way to sign in',
    message:
      'Without it nobody could open your account any more, so nothing was changed. Connect another one first; or delete your account in the settings.',
  },
  other_account: {
    status: 409,
    level: 'info',
    action: 'back',
    title: 'That was another {provider} account',
    message: 'Nothing was changed. Try again with the account that this is about.',
    // Neither lets people choose: it takes whoever is signed in there.
    alsoAt: {
      facebook: 'Facebook takes the one that is signed in there: change it on facebook.com first.',
      twitter: 'X takes the one that is signed in there: change it on x.com first.',
    },
  },
  not_recent: {
    status: 403,
    level: 'info',
    action: 'back',
    title: '{provider} has not asked you for long',
    message: 'Sign out of {provider} in this browser, then try again, so that {provider} asks who you are.',
  },
  session_changed: {
    status: 409,
    level: 'info',
    action: 'back',
    title: 'You signed out or switched accounts meanwhile',
    message:
      'What you started belongs to a session that is over. Nothing was changed; start again from here.',
  },
} as const satisfies Record<string, FailureCopy>
