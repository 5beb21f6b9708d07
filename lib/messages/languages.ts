/** The languages of the product, each by its own name and with the direction of its script. */
export const languages = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const

export type Language = keyof typeof languages

export const languageIds = Object.keys(languages) as [Language, ...Language[]]

/** That of whoever asks for none of ours, of the log and of answers that programs read. */
export const USUAL_LANGUAGE: Language = 'en'

/** Whether a text from outside, or of another version, names one of ours. */
export function isLanguage(text: string | null | undefined): text is Language {
  return typeof text === 'string' && Object.hasOwn(languages, text)
}
