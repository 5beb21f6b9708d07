/** The overview of an account. */
export const overview = {
  title: 'Your account',
  verifiedBy: 'Verified by {provider}',
  workspace: 'Google Workspace account of {domain}',
  memberSince: 'Member since <when></when>',
  well: 'All is well',
  needs: '{count, plural, one {One thing needs your attention} other {# things need your attention}}',
  restWell: 'Everything else is well.',
  advice: 'There is nothing that you have to do. This would make your account safer still:',
  nothing: 'There is nothing that you have to do, and nothing is missing.',
  ways: {
    title: 'How you sign in',
    more: 'Manage<hidden> your connections</hidden>',
    current: 'This session',
    used: 'You signed in with it <when></when>',
    locked: 'Locked: nobody signs in with it',
    off: 'Switched off here for now',
  },
  devices: {
    title: 'Signed in on {count, plural, one {one device} other {# devices}}',
    hereOnly: 'You are signed in here only',
    more: 'See all<hidden> devices</hidden>',
  },
  activity: { title: 'Last activity', more: 'See all<hidden> that happened</hidden>' },
  services: {
    title: 'Connected services',
    link: '{name} at {provider}',
    noAccount: 'No {provider} account is connected',
    absent: 'Not allowed yet',
    off: 'You have turned it off',
    broken: 'Allowed, but it has to be reconnected',
    worked:
      'Allowed for {count, plural, one {one account} other {# accounts}}, and last worked <when></when>',
  },
  browsers: {
    title:
      '{count, plural, one {Somebody signed in from a new browser} other {# sign-ins were from new browsers}}. Was this you?',
    more: '{count, plural, one {and one more} other {and # more}}',
    yes: 'It was me',
    no: 'It was not me',
  },
  access: {
    ended: 'Our access to {account} at {provider} ended',
    stillIn: 'You can still sign in with it.',
    ends: 'Our access to {account} at {provider} ends soon',
    endsAt: 'It was given for a limited time, which ends <when></when>',
    brief: 'Our access to {account} at {provider} does not last',
    briefText:
      '{provider} gave access for a short time only. Reconnect, and what you allowed goes on working.',
    locked: '{account} at {provider} is locked',
    flagged: '{provider} has disabled {account}',
    byOperator: 'The people who run this site have locked it. Ask them if you think that it is a mistake.',
    reconnect: 'Reconnect<hidden> {account}</hidden>',
  },
  permission: {
    title: '{feature} needs a permission again',
    text: 'It was removed at {provider}, for {account}.',
    allow: 'Allow {feature} at {provider}',
  },
  oneWayIn: {
    title: 'You have one way in',
    text: 'If you lose that account, you cannot come in any more. A second one opens this account, too.',
    button: 'Connect another',
  },
  noAddress: {
    title: 'We have no email address of yours',
    text: 'We cannot write to you when something happens in your account. Connect one that has an address.',
    button: 'Connect an account',
  },
  unverifiedAddress: {
    title: 'Nobody has verified your email address',
    text: 'No provider says that it is yours. Connect an account whose provider does.',
    button: 'Connect an account',
  },
} as const
