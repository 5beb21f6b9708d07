/** The menu of whoever is signed in, in the header of every page. */
export const header = {
  /** The button that opens the menu. */
  menu: 'Account menu of {name}',
  accounts: 'You sign in with',
  manage: 'Manage connections',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
} as const
