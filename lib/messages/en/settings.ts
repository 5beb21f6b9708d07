/** The settings, but for the choice of a language (`language`). */
export const settings = {
  intro:
    'Your profile and name, your language, the email that you get, a copy of your data, and the way out.',
  profile: 'Your profile',
  noEmail: 'No email address',
  unverified: '<email></email>, which nobody has verified',
  originThis:
    'Your picture and, unless you choose another below, your name come from this {provider} account. <link>Change them at {provider}</link>; we see it when you next sign in with it.',
  originFirst:
    'Your picture and, unless you choose another below, your name come from the first {provider} account that you signed in with, <name></name>. <link>Change them at {provider}</link>; we see it when you next sign in with it.',
  data: 'Your data',
  dataText:
    'One JSON file with everything that we keep about you: your profile, the accounts that you sign in with and what you allowed, where you are signed in, and your activity. It holds no password and no token, so it opens nothing.',
  downloadText:
    'The file begins to arrive at once, and your browser shows how far it is. You can go on here meanwhile.',
  download: 'Download my data',
  account: 'Your account',
  deleteText:
    'Deleting your account removes everything that we keep about you, and ends our access at each provider. The next page says exactly what goes, and asks you again.',
  delete: 'Delete my account',
} as const
