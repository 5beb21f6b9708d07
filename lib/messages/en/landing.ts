/** The public page. `openid` is said where one OpenID provider is the only way in. */
export const landing = {
  title: 'Signing in, <nowrap>done properly.</nowrap>',
  titleOnly: 'Sign in with {provider}, <nowrap>done properly.</nowrap>',
  lead: '{brand} is an open base for your team’s product: accounts, sessions and tokens, kept in your own PostgreSQL and finished to the last detail.',
  leadOpenid:
    '{brand} is an open base for your team’s product: accounts, sessions and {provider} tokens, kept in your own PostgreSQL and finished to the last detail.',
  welcome: 'Welcome back',
  welcomeName: 'Welcome back, <name></name>',
  signedIn: 'You are signed in. Your account page shows what {brand} knows about you, and this session.',
  toAccount: 'Go to your account',
  points: 'The parts after the tutorial ends',
  start: 'One command starts it all: app, database and sandbox.',
  checked: 'Every answer, verified',
  checkedText:
    'A state on every sign-in, PKCE and a nonce wherever the provider knows them. Nobody is let in before the answer is checked.',
  checkedOpenid: '{provider}, verified',
  checkedOpenidText:
    'PKCE, state and nonce on every sign-in. The id_token’s signature and claims are checked before anyone is let in.',
  fresh: 'Tokens kept and fresh',
  freshText:
    'Encrypted for their row, refreshed once however many ask, and a grant that ended says why and how to mend it.',
  account: 'An account page',
  accountText:
    'Where people are signed in, what the app may do, what happened when, their data to take along, and the way out.',
  rehearsed: 'All of it, rehearsed',
  rehearsedText:
    'A sandbox with accounts and consent screens comes along, so you build and test without a project at a provider.',
  rehearsedOpenid: '{provider}, rehearsed',
  rehearsedOpenidText:
    'A sandbox {provider} with accounts and consent screens comes along, so you build and test without a {provider} project.',
  key: 'One sign-in,<br></br>four cuts',
  browser: 'Your browser',
  browserText: 'starts with a fresh state and its proofs, good for one sign-in.',
  browserOpenid: 'starts with a fresh state, nonce and PKCE challenge, good for one sign-in.',
  provider: 'Your provider',
  providerText: 'asks who you are and answers with a code that works once.',
  providerOpenid: 'asks who you are and answers with a signed id_token.',
  here: 'checks who answers, and for whom, before it believes a word.',
  hereOpenid: 'checks the signature and every claim before it believes a word.',
  database: 'keeps your session, and only the hash of its token.',
} as const
