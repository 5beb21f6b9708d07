/** Pages that say what went wrong (what it is: `failures`), and what breaks in the browser. */
export const problem = {
  title: 'Sign-in problem',
  reference: 'If you ask for help, give this reference:',
  stillSignedIn: 'You are still signed in as <name></name>.',
  loadAgain: 'Load the page again',
  back: 'Back to where you were',
  goTo: 'Go to {host}',
  otherWays: 'Other ways to sign in',
  address: 'The address to open in your browser',
  brokenTitle: 'Something went wrong in this page',
  brokenText:
    'It may be the connection. Load the page again and see whether it was done; if it happens again, tell us what you did.',
} as const
