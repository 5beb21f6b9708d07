/** Confirming who somebody is, before what cannot be taken back. */
export const confirm = {
  title: 'Confirm that it is you',
  connecting: 'Connecting another account needs a sign-in of the last ten minutes, and yours is older.',
  disconnecting: 'Disconnecting an account needs a sign-in of the last ten minutes, and yours is older.',
  sessions: 'Signing out other browsers needs a sign-in of the last ten minutes, and yours is older.',
  download: 'Downloading your data needs a sign-in of the last ten minutes, and yours is older.',
  delete: 'Deleting your account needs a sign-in of the last ten minutes, and yours is older.',
  otherwise: 'What you are about to do needs a sign-in of the last ten minutes, and yours is older.',
  none: 'Each account that you could confirm with is locked or switched off here: ask the people who run this site.',
  several: 'Confirm with one of your accounts: you come back to where you were.',
  one: 'Confirm with {provider} as <name></name>: you come back to where you were.',
  as: 'as <name></name>',
  roundTrip: '{provider} does not ask for your password again: coming back from there is enough.',
  notNow: 'Not now',
  nothing: 'There is nothing to confirm',
  nothingText: 'You signed in or confirmed within the last ten minutes, so we know that it is you.',
  firstNone:
    'First, it has to be confirmed that it is you, and each account that could do that is not in use here; then you come back to this question.',
  firstSeveral: 'First, one of your accounts confirms that it is you; then you come back to this question.',
  firstAsks: 'First, {provider} confirms that it is you; then you come back to this question.',
  firstRoundTrip:
    'First, you go on to {provider}, which does not ask for your password again: coming back from there is enough. Then you are at this question again.',
  laterNone:
    'It is a while since you signed in. First, it has to be confirmed that it is you, and each account that could do that is not in use here; then you come back here.',
  laterSeveral:
    'It is a while since you signed in. First, one of your accounts confirms that it is you; then you come back here.',
  laterAsks:
    'It is a while since you signed in. First, {provider} confirms that it is you; then you come back here.',
  laterRoundTrip:
    'It is a while since you signed in. First, you go on to {provider}, which does not ask for your password again: coming back from there is enough. Then you are here again.',
} as const
