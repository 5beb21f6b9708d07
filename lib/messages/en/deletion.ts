/** Deleting an account. */
export const deletion = {
  title: 'Delete your account',
  intro:
    'This happens at once and cannot be undone. If you want to keep your data, <link>download it in the settings</link> first.',
  goes: 'What goes',
  signedOut:
    'You sign in with {accounts}: that opens nothing here any more, and you are signed out everywhere.',
  accountOf: '{account} ({provider})',
  stays: 'What stays',
  /** One kind of data that stays, and how long. */
  kept: '{name}. <muted>{until}</muted>',
  order: {
    token:
      'For each {provider} account, one encrypted token that we need to tell {provider} that our access ends. That is deleted when {provider} has confirmed it, usually within seconds, and after thirty days in any case.',
    tokens:
      'For each {provider} account that allowed more than signing in, its encrypted tokens that we need to tell {provider} that our access ends. That is deleted when {provider} has confirmed it, usually within seconds, and after thirty days in any case.',
    subject:
      'For each {provider} account, its number there, encrypted, that we need to tell {provider} that our access ends. That is deleted when {provider} has confirmed it, usually within seconds, and after thirty days in any case.',
  },
  listed: '{provider} itself lists {brand} until you <link>remove it there</link>.',
  nothingElse: 'Nothing else. Signing in again makes a new, empty account.',
  sure: 'Are you sure?',
  know: 'I know that my account and everything in it will be gone for ever.',
  keep: 'Keep my account',
  delete: 'Delete my account',
} as const
