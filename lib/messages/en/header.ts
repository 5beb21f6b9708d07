/** What surrounds every page: the header, and the menu of whoever is signed in. */
export const header = {
  signIn: 'Sign in',
  /** The button that opens the menu. */
  menu: 'Account menu of {name}',
  accounts: 'You sign in with',
  manage: 'Manage connections',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  settings: 'Settings',
  signOut: 'Sign out',
} as const
