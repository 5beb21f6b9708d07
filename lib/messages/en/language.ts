/** The choice of a language, in the settings. */
export const language = {
  title: 'Language',
  text: 'Words, dates and numbers follow it. Email that we send you does, too.',
  label: 'Language of this site',
  automatic: 'As my browser says',
  save: 'Save the language',
} as const
