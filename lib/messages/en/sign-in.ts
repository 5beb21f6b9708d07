/** Where people sign in, and what that shares. */
export const signIn = {
  title: 'Sign in',
  heading: 'Sign in to {brand}',
  sameWay:
    'If you were here before, use the same way again: another one makes a new account, until you connect it to yours.',
  password:
    'Your password stays with {providers}: {brand} never sees it. Signing in sets one cookie, which keeps you signed in on this browser. Another one holds your time zone.',
  already: 'You are signed in as {name}',
  alreadyText:
    'You can go on with this account. Signing in again switches this browser to the one you choose.',
  goneTitle: 'You are signed out',
  gone: 'This browser was signed out, or its account here was deleted. Signing in opens your account, or makes a new one.',
  button: { google: 'Sign in with Google', facebook: 'Continue with Facebook', twitter: 'Sign in with X' },
  goOn: { google: 'Continue with Google', facebook: 'Continue with Facebook', twitter: 'Continue with X' },
  alone: {
    google:
      'Google will share your name, <nowrap>email</nowrap> address and picture with {brand}, and nothing else.',
    facebook:
      'Facebook will share your name and picture with {brand}, and your <nowrap>email</nowrap> address if you leave it ticked.',
    twitter: 'X will share your name, handle and picture with {brand}.',
    twitterEmail: 'X will share your name, handle, <nowrap>email</nowrap> address and picture with {brand}.',
  },
  shares: {
    google: 'Google shares your name, email address and picture.',
    facebook: 'Facebook shares your name and picture, and your email address if you leave it ticked.',
    twitter: 'X shares your name, handle and picture.',
    twitterEmail: 'X shares your name, handle, email address and picture.',
  },
  connects: {
    google: 'Google asks you which account it is, and shares its name, email address and picture with us.',
    facebook:
      'Facebook takes the account that you are signed in with there, and shares its name and picture with us, and its email address if you leave it ticked.',
    twitter:
      'X takes the account that you are signed in with there, and shares its name, handle and picture with us. {brand} then keeps that this X account is yours.',
    twitterEmail:
      'X takes the account that you are signed in with there, and shares its name, handle, email address and picture with us. {brand} then keeps that this X account is yours.',
  },
  also: {
    twitter:
      'It asks to see your posts because it knows no smaller permission; {brand} reads who you are, and no posts unless you ask.',
  },
  description: 'Signing in, done properly: accounts, sessions and tokens in your own PostgreSQL.',
  descriptionOnly:
    'Sign in with {provider}, done properly: accounts, sessions and tokens in your own PostgreSQL.',
  picture: 'Sign in with Google, done properly: accounts, sessions and tokens, kept in your own PostgreSQL.',
} as const
