/** The page about what is kept, and the links below every page. */
export const privacy = {
  title: 'Privacy',
  heading: 'What {brand} keeps, and why',
  lead: 'This list is complete. What is in it lies in the database of this site.',
  keeps: 'What is kept',
  kinds: {
    profile: {
      name: 'Your name, the one that you have chosen here, your email address and picture',
      why: 'So that you recognise your account. They come from whom you sign in with.',
      until: 'As long as you have an account here.',
    },
    reading: {
      name: 'Your language, what your browser says of its languages and time zone, and which emails you do not want',
      why: 'So that pages and emails are in your language, and times in your zone.',
      until: 'As long as you have an account here.',
    },
    accounts: {
      name: 'The accounts that you sign in with: their number, name, address and picture there',
      why: 'So that we recognise you when you come back.',
      until: 'Until you disconnect one, or delete your account here.',
    },
    permissions: {
      name: 'What you have allowed us at each of them, and since when',
      why: 'So that we ask for nothing twice, and use nothing that you have turned off.',
      until: 'Until you disconnect one, or delete your account here.',
    },
    tokens: {
      name: 'The keys to what you have allowed (tokens), encrypted',
      why: 'So that we can show you what you have allowed without your being asked each time.',
      until: 'Until you disconnect one, or delete your account here.',
    },
    sessions: {
      name: 'Where you are signed in: browser, IP address, and since when',
      why: 'So that you stay signed in, and can see and end each session.',
      until:
        'While it lasts, and {count, plural, one {# day} other {# days}} after, so that its browser can be told why it has ended.',
    },
    activity: {
      name: 'What happened in your account, with browser and IP address',
      why: 'So that you can see whether somebody else was there.',
      until: '{count, plural, one {# month} other {# months}}.',
    },
    mails: {
      name: 'Which emails were sent to you, and when',
      why: 'So that none is sent twice, and you can see that you were told.',
      until:
        '{count, plural, one {# day} other {# days}}; the address of the last one, about a deletion, until it is sent.',
    },
    attempts: {
      name: 'Sign-ins that were begun: from which page, and why',
      why: 'So that each of them can be finished once, and only in your browser.',
      until: '{count, plural, one {# minute} other {# minutes}}.',
    },
    limits: {
      name: 'How often a sign-in was tried, under a scrambled form of the IP address or the account',
      why: 'So that nobody can try without end.',
      until: '{count, plural, one {# minute} other {# minutes}}.',
    },
    orders: {
      name: 'What we need to end our access after you have left: an encrypted token or number',
      why: 'So that our access ends there as well.',
      until:
        'Until that is confirmed, usually within seconds, and {count, plural, one {# day} other {# days}} at most.',
    },
    jobs: {
      name: 'What is still to be done for you, such as sending an email: the numbers of the order, and of the request that it came from',
      why: 'So that it is done even if a server stops in between.',
      until: 'Until it is done, and {count, plural, one {# day} other {# days}} after.',
    },
    requests: {
      name: 'That the deletion of an account was asked for elsewhere, without whose it was',
      why: 'So that whoever asked can look up that it is done.',
      until: '{count, plural, one {# day} other {# days}}.',
    },
    securityEvents: {
      name: 'Which events a provider has told us of an account, without whose it was',
      why: 'So that each of them counts once, however often it is sent.',
      until: '{count, plural, one {# day} other {# days}}.',
    },
  },
  log: 'The log of this site knows accounts and sessions by their number alone: it has no name, no email address and no token.',
  hourly: 'What has had its time is deleted within the hour after it.',
  cookies: 'Cookies',
  cookiesText: 'None of them follows you to other sites, and none is read by anybody else.',
  cookie: {
    session: 'Keeps you signed in in this browser.',
    attempt: 'Binds a sign-in that has begun to this browser.',
    zone: 'Your time zone, so that times are right from the start.',
    language: 'The language that you have chosen in the settings.',
    theme: 'Whether you want it light or dark.',
  },
  cookieDays: '{count, plural, one {# day} other {# days}} at most',
  cookieMinutes: '{count, plural, one {# minute} other {# minutes}} at most',
  shared: 'What others tell us',
  sharedText: 'Whom you sign in with tells us who you are, and never your password.',
  more: 'Only if you ask for it: {permission}.',
  others: 'Who else gets it',
  othersText:
    'Nobody, but for the mail server that carries what we write to you. Nothing is sold, no page has advertisements, and none reports what you do to anybody.',
  pictures:
    'A picture of an account is loaded from where it lies, which then sees the IP address of your browser, and not which page you are on.',
  choices: 'What you can do',
  download: '<link>Download all of it</link> as one file, but for what is secret, such as the tokens.',
  disconnect: '<link>Disconnect an account</link>, or turn off what you have allowed.',
  delete: '<link>Delete your account</link> and everything in it, at once.',
  ask: 'Whom to ask',
  askSupport: '<link>Those who run this site</link> answer questions about it.',
  askNobody: 'Ask those who gave you the address of this site: they run it.',
  policy: '<link>Their privacy policy</link> says what else they do with data.',
  links: 'About this site',
  terms: 'Terms',
  support: 'Help',
  beforeSignIn: 'Here is <link>what we keep, and why</link>.',
  beforeSignInTerms: 'Here is <link>what we keep, and why</link>, and here are <terms>our terms</terms>.',
} as const
