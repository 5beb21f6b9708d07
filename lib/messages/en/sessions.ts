/** The page of devices that somebody is signed in on. */
export const sessions = {
  title: 'Sessions',
  intro:
    'The devices that you are signed in on. Sign out of one that you do not know, or no longer use: it happens at once.',
  hereOnly: 'You are signed in here only',
  hereAnd: 'Here and on {count, plural, one {one other device} other {# other devices}}',
  limits:
    'A device that is not used for {idle} is signed out by itself, and none stays signed in for longer than {absolute}.',
  details: 'Details<hidden> of {name}</hidden>',
  signOut: 'Sign out<hidden> of {name}</hidden>',
  signOutHere: 'Sign out here',
  address: 'Address',
  addressUnknown: 'Unknown',
  signedInWith: 'Signed in with',
  account: '{account}, {provider}',
  firstSeen: 'First seen',
  lastUsed: 'Last used',
  endsAt: 'Signed out at the latest',
  callsItself: 'It calls itself',
  saysNothing: 'It does not say what it is',
  others: {
    label: 'Sign out all others',
    title: 'Sign out of {count, plural, one {one other device} other {# other devices}}?',
    text: 'Each other device is signed out at once, wherever it is. You stay signed in here.',
    keep: '{count, plural, one {Keep it} other {Keep them}}',
    confirm: '{count, plural, one {Sign it out} other {Sign them out}}',
  },
} as const
