/** After signing out or deleting an account, and how far a deletion is that a provider has ordered. */
export const farewell = {
  signedOut: 'You are signed out',
  signedOutText:
    'This browser no longer opens your account here. You may still be signed in at {providers}: if others use this computer, sign out there too.',
  signOutAt: 'Sign out at {provider}',
  signOutIn: 'Open {provider} to sign out there',
  goodbye: 'Goodbye',
  deleted: 'Your account is deleted',
  deletedText:
    'Everything that we kept about you is gone, and you are signed out everywhere. Our access to the accounts that you signed in with ends, too: we are telling each provider that has to know, which usually takes seconds. If one does not answer, we try again for a week.',
  thanks: 'Thank you for having been here. Signing in again makes a new, empty account.',
  request: 'Your deletion request',
  unknown: 'We know of no such request',
  unknownText:
    'The code at the end of this address is cut or wrong, or the request is older than {days, plural, one {# day} other {# days}}: after that we forget that there was one.',
  running: 'Your data is being deleted',
  runningText: 'Look here again in an hour. You asked for it on <time></time>',
  done: 'Your data is deleted',
  doneText:
    'Whatever we had of the account that you asked about is gone. If it was your only way to sign in here, your account with us and everything in it is gone too.',
  forgotten:
    'Nothing here says who you are. That you asked, we forget after {days, plural, one {# day} other {# days}}.',
  asked: 'You asked for it on <time></time>',
} as const
