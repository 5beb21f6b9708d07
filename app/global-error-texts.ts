import type { ProblemTexts } from './describe-error.ts'

/**
 * Next gives `global-error.tsx` nothing from the server, and has its script on every other: it says in English what `problemTexts` says
 * in each language. A test compares them.
 */
export const texts: ProblemTexts = {
  outdated: {
    title: 'This page is from before an update',
    message:
      'We have updated the site since you opened the page, so what you pressed was not done. Load the page again, then try once more.',
  },
  unknown: {
    title: 'Something broke on our side',
    message: 'We have made a note of it. Try again; if it happens again, tell us the reference below.',
  },
  broken: {
    title: 'Something went wrong in this page',
    message:
      'It may be the connection. Load the page again and see whether it was done; if it happens again, tell us what you did.',
  },
  reference: 'If you ask for help, give this reference:',
  tryAgain: 'Try again',
  loadAgain: 'Load the page again',
}
