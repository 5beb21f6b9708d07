/** What was just done, said on the next page. */
export const notices = {
  switched: 'You are now signed in as {account}.',
  newAccount: 'This is a new account.',
  newAccountText:
    'If you have one here already, sign out, sign in as you did before, and connect {provider} there.',
  linked: '{account} is connected.',
  linkedText: 'You can sign in with it from now on.',
  alreadyLinked: '{account} was connected already.',
  unlinked: '{account} is disconnected.',
  unlinkedAll:
    'We are telling {provider} to end its access. Signing in with it from now on makes a new account, unless you connect it here again first.',
  unlinkedHere:
    'Its access here is over; {provider} lists {brand} until you remove it there. Signing in with it from now on makes a new account, unless you connect it here again first.',
  notLinked: 'That account is not connected here, or no longer.',
  notLinkedText: 'Nothing was left to change. Connections shows what is connected now.',
  permissionGiven: '{account} gave the permission. Nothing else changed.',
  permissionWithheld: 'You left the box unticked, so the permission was not given.',
  permissionWithheldText: 'That is fine: everything else goes on working.',
  permissionOff: 'It is turned off here, and we no longer use it.',
  permissionOffText:
    '{provider} still lists the permission until you remove it there or disconnect the account.',
  permissionOn: 'It is turned on again.',
  permissionGone: '{provider} does not list this permission any more, so {provider} has to be asked.',
  permissionGoneText: 'Nothing was changed yet.',
  reconnected: '{account} is connected again.',
  confirmed: 'Thank you, it is you. Go on where you were.',
  cancelled: 'You cancelled at {provider}. Nothing was changed.',
  languageChosen: 'The language is saved.',
  sessionEnded: '{browser} is signed out.',
  otherSessionEnded: 'The other browser is signed out.',
  sessionOver: 'That browser is signed out already.',
  sessionOverText: 'Nothing was left to do. Below is where you are signed in now.',
  noneEnded: 'You were signed in nowhere else.',
  othersEnded: 'You are signed out everywhere else ({count, plural, one {# browser} other {# browsers}}).',
  browsersReviewed: 'Thank you. We do not ask about that again in this browser.',
  nameChanged: 'You go by {name} now.',
  nameRefused: 'That cannot be a name here.',
  nameRefusedText:
    'It has to be something that others can see, of 80 characters at the most. Nothing was changed.',
  nameRestored: 'You go by the name of your provider again.',
  browserOut: 'That browser is signed out already.',
  noticesChosen: 'Your choice of email is saved.',
} as const
