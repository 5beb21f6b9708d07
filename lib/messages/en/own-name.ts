/** The name that somebody chooses for themselves, in the settings. */
export const ownName = {
  title: 'Your name here',
  label: 'What to call you',
  save: 'Save',
  provider: 'Left empty, you go by your name at {provider}: {name}.',
  nameless: 'Left empty, you go by your address or your account: {provider} shares no name of yours.',
} as const
