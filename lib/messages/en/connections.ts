/** The page of the connected accounts, and disconnecting one. */
export const connections = {
  intro: 'The accounts that open your account here, and what each of them lets {brand} do.',
  since: 'Connected since',
  lastUsed: 'Last used',
  access: 'Access',
  worked: 'Worked <time></time>',
  workedText: 'That is when {provider} last answered us for this account.',
  workedUntilAsked:
    'That is when {provider} last answered us for this account. It does not tell us before we ask again.',
  off: 'Not in use here',
  offText: 'The people who run this site have switched {provider} off: nobody can sign in with it for now.',
  locked: 'Locked',
  lockedText:
    'The people who run this site have locked it: nobody can sign in with it here, and we do not use it. Ask them if you think that it is a mistake.',
  endangered: 'Locked for its safety',
  endangeredText:
    '{provider} told us that somebody else may have had access to it. Nobody can sign in with it here until {provider} says that it is safe.',
  suspended: 'Disabled by {provider}',
  suspendedText:
    '{provider} told us that it has disabled it. Nobody can sign in with it here until {provider} says that it is in use again.',
  gone: 'No longer at {provider}',
  goneText:
    '{provider} told us that it does not exist there any more. Nobody can sign in with it here; what else you have connected still opens your account.',
  flagged: 'Disabled at {provider}',
  flaggedText:
    '{provider} told us that it has disabled it, since it takes it for one of many that were made automatically. Nothing was ended here, but once you are signed out, {provider} may not let you come back with it. Connect another account while you can.',
  limited: 'Given for a limited time',
  limitedText: 'Worked <since></since>. It ends on <until></until>',
  brief: 'Not lasting',
  briefText: '{provider} gave access for a short time only. Reconnect, and what you allowed goes on working.',
  ended: 'Ended by {provider}',
  notAllowed: 'Not allowed any more',
  endedText: 'You can still sign in with this account.',
  reconnect: 'Reconnect',
  may: 'What {brand} may do',
  could: 'What {brand} could do',
  notGiven: 'Not given',
  given: 'Given',
  givenOn: 'Given on <date></date>',
  turnedOff: 'Turned off here: we do not use it. {provider} still lists it',
  turnedOffSince: 'Turned off here: we do not use it. {provider} still lists it, since <date></date>',
  turnOff: 'Turn off {feature}',
  turnOn: 'Turn on {feature}',
  allow: 'Allow {feature} at {provider}',
  another: 'Connect another way in',
  anotherText:
    'Then each of your accounts opens this one, which helps when you lose one. An account that somebody already uses here cannot be connected.',
  connect: {
    google: 'Connect a Google account',
    facebook: 'Connect a Facebook account',
    twitter: 'Connect an X account',
  },
  lists:
    '{provider} lists what you allowed, also what is turned off here, among <link>your connections at {provider}</link>.',
  lastUsable:
    'This account is your only way to sign in here, so it cannot be disconnected: nobody could open your account any more. Connect another one first.',
  last: 'No other account of yours can be signed in with, so this one cannot be disconnected. Connect another one first.',
  endsAll: 'Disconnecting this account ends all of it.',
  endsHere:
    'Disconnecting this account ends what {brand} may do; only there can you take {brand} off the list.',
  disconnect: 'Disconnect',
  disconnectHidden: 'Disconnect<hidden> {account}</hidden>',
  ask: 'Disconnect {account}?',
  keep: 'Keep it',
  accessEnds: 'All of the access that {brand} has to this {provider} account ends, here and at {provider}.',
  accessEndsHere:
    'All of the access that {brand} has to this {provider} account ends. {provider} lists {brand} until you remove it there.',
  left: 'You no longer sign in with it. What is left to sign in with: {accounts}.',
  browsers: 'Browsers that are signed in with it are signed out.',
  browsersButThis:
    'Browsers that are signed in with it are signed out, but for this one, which goes on with another account.',
  profileAll: 'Your name, picture and email address here become those of {account}.',
  profile: 'Your name and picture here become those of {account}.',
  email: 'Your email address here becomes {email}.',
  noEmail: 'Your account here has no email address any more.',
} as const
