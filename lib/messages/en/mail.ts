/** The notices that go out by mail. */
export const mail = {
  subject: {
    newBrowser: 'New sign-in to your {brand} account',
    browserMoved: 'A sign-in to your {brand} account moved to another browser',
    connectionAdded: 'An account was connected to your {brand} account',
    connectionRemoved: 'An account was disconnected from your {brand} account',
    addressChanged: 'This is now the address of your {brand} account',
    addressLeft: 'The address of your {brand} account has changed',
    accountAtRisk: 'Your {provider} account may be in danger',
    accountDeleted: 'Your {brand} account is deleted',
    dataDownloaded: 'Your {brand} data was downloaded',
    accessEnded: 'Our access to {provider} has ended',
    permissionChanged: 'A permission of your {brand} account has changed',
  },
  title: {
    newBrowser: 'A new browser signed in',
    browserMoved: 'A sign-in moved to another browser',
    connectionAdded: 'Another way to sign in',
    connectionRemoved: 'One way to sign in less',
    addressChanged: 'Your new address here',
    addressLeft: 'No longer your address here',
    accountAtRisk: 'Your {provider} account may be in danger',
    accountDeleted: 'Your account is deleted',
    dataDownloaded: 'A copy of your data',
    accessEnded: 'Our access has ended',
    permissionChanged: 'A permission has changed',
  },
  text: {
    newBrowser: 'Somebody signed in to your account with a browser that was never used for it before.',
    browserMoved:
      'You were signed in with {from}, and the same sign-in is now used with {to}, without anybody signing in again. Some browsers call themselves something else when you ask for a desktop page. It also looks like this when somebody has copied what keeps you signed in.',
    browserMovedSomewhere:
      'One of your sign-ins is now used with another browser than before, without anybody signing in again. Some browsers call themselves something else when you ask for a desktop page. It also looks like this when somebody has copied what keeps you signed in.',
    connectionAdded: 'It opens your account from now on, as what you signed in with before does.',
    connectionRemoved: 'It does not open your account any more.',
    removedByReport:
      '{provider} told us that you want it deleted here, and so we did. It does not open your account any more.',
    addressChanged: 'We write to this address from now on. It is the one that {provider} shares with us.',
    addressLeft:
      'What you sign in with shares another address with us now, or none. We will not write to this one again.',
    accountAtRisk:
      '{provider} has told us that somebody else may know your password there, and asks you to change it. Until you confirm that it is you, nothing that cannot be taken back happens in your account here.',
    accountDeleted:
      'Your profile, your activity and every session are gone, and we are ending our access at each provider. Nobody can bring them back. We have kept this address for this one email, and forget it now.',
    deletedByReport:
      '{provider} told us that you want your data deleted here, and so we did: your profile, your activity and every session are gone. We have kept this address for this one email, and forget it now.',
    dataDownloaded:
      'Somebody downloaded everything that we keep about you: your profile, what you sign in with, where you are signed in, and your activity. It holds no password and nothing that opens your account.',
    accessEnded:
      '{provider} no longer lets us see what you had allowed. You can still sign in. To use it again, connect the account again in your account here.',
    accessRemoved:
      'This site was removed in the settings of your {provider} account, which ended the sessions that came by it.',
    permissionGiven: 'We may now see what was allowed, and nothing else.',
    permissionRemoved: 'We no longer see what was allowed before.',
  },
  others:
    '{count, plural, one {One more like this happened within the same hours. Your activity lists both.} other {# more like this happened within the same hours. Your activity lists them all.}}',
  fact: {
    when: 'When',
    browser: 'Browser',
    from: 'IP address',
    account: 'Account',
  },
  wasYou: 'If this was you, there is nothing to do.',
  wasYouThere: 'If you did that yourself at {provider}, there is nothing to do.',
  wasNot: {
    session:
      'If it was not you, press the button: you sign in as always, and the page shows what happened and signs that browser out.',
    itself: 'If that is not what you wanted, press the button: the page shows what happened and what to do.',
    deleted:
      'If it was not you, somebody else can sign in as you at {provider}. Change your password there first, and then start anew here.',
  },
  risk: {
    changed: 'If you have changed it already, there is nothing to do.',
    unchanged: 'If you have not, change it now, and then look at your activity here.',
  },
  button: 'This was not me',
  secure: 'Secure your {provider} account',
  footer: {
    why: 'You get this email because it is about the safety of your account at {site}. It cannot be turned off, so that nobody who gets into your account can turn it off.',
    optional:
      'You get this email because of your account at {site}. You choose in its settings which of these you want:',
    farewell: 'You get this email because an account at {site} had this address.',
    safe: 'No link in it signs anybody in, and we never ask for a password.',
  },
} as const
