/** What people and things are called inside other texts. */
export const names = {
  namelessAccount: 'your {provider} account',
  namelessStart: 'Your {provider} account',
  accountAt: '{account} at {provider}',
  browser: '{browser} on {system}',
  unknownBrowser: 'an unknown browser',
  unknownBrowserStart: 'An unknown browser',
  thisSession: 'This session',
} as const
