/** What surrounds every page. */
export const shell = {
  skip: 'Skip to the content',
  navigation: 'Account',
  signIn: 'Sign in',
  signOut: 'Sign out',
  licence: '{brand} is open source under the MIT licence and is not affiliated with {others}.',
} as const
