/** The choice of notices in the settings, and the page that "This was not me" leads to. */
export const alerts = {
  card: {
    title: 'Email from us',
    to: 'We write to {address}.',
    nowhere:
      'What you sign in with shares no email address with us, so no email can reach you. Connect an account that has one, and you hear of the things below.',
    off: 'The people who run this site have not set up email, so none is sent at the moment.',
    choose: 'Write to me when',
    accessEnded: 'our access to one of your accounts ends',
    permissionChanged: 'a permission is given or taken back',
    save: 'Save my choice',
    always: 'We always write when',
    always1: 'a new browser signs in, or a sign-in moves to another browser',
    always2: 'an account is connected or disconnected',
    always3: 'your email address here changes, also to the old one',
    always4: 'your data is downloaded, or your account is deleted',
    always5: 'what you sign in with may be in danger',
    why: 'These cannot be turned off: whoever gets into your account could turn them off, and you would never know.',
  },
  deletion: {
    stays:
      'Your email address, encrypted, until the email that says so is sent: usually within seconds. It is deleted after three days in any case.',
  },
  line: {
    title: 'Was this you?',
    link: 'Was this you?',
    lead: 'If it was, there is nothing to do. If it was not, here is how you end it.',
    happened: 'What happened',
    when: 'When',
    browser: 'Browser',
    from: 'IP address',
    session: 'Signed in there',
    itself: 'Not done in a browser of yours',
    written: 'We wrote to you about it',
    end: 'End it',
    live: 'That browser is still signed in to your account.',
    signOut: 'Sign that browser out',
    over: 'That browser is signed out already.',
    overText: 'Whoever used it cannot see or do anything here any more. There is nothing left to end.',
    here: 'This is the browser that you are using now.',
    hereText:
      'If it was not you, somebody else has used this very browser. Sign out when you leave it, and secure what you sign in with.',
    hereMoved:
      'The sign-in of this browser was used in another one as well, or this browser called itself something else for a while. If that was not you, sign out here: it ends in both. Then sign in again.',
    signOutHere: 'Sign out here',
    unknown: 'No browser was signed in by this, or we cannot tell which one.',
    unknownText: 'Look at where you are signed in, and sign out whatever you do not know.',
    sessions: 'See where you are signed in',
    others:
      '{count, plural, one {One other browser is signed in to your account.} other {# other browsers are signed in to your account.}}',
    othersText:
      'If you are not sure that you know them all, sign out everywhere but here. You can sign in again at any time.',
    signOutOthers: 'Sign out everywhere else',
    noOthers: 'You are signed in nowhere else.',
    secure: 'Then secure what you sign in with',
    secureText:
      'We have no password of yours. Whoever got in here could sign in as you at {provider}, or was in a browser where you were signed in.',
    step1: 'Change your password at {provider}',
    step2: 'See at {provider} which devices are signed in, and sign out those that you do not know',
    step3: 'Here, look at what opens your account, and disconnect what you do not know',
    connections: 'See your connections',
    missing: 'This is not in your account',
    missingText:
      'It belongs to another account, or is older than twelve months. If an email led you here, sign in with the account that it names.',
    activity: 'See your activity',
  },
} as const
