import type { Language } from '#lib/messages/languages'

/** What a mail says, before it is text or HTML: every member is plain text. */
export type MailContent = {
  language: Language
  direction: 'ltr' | 'rtl'
  subject: string
  title: string
  paragraphs: string[]
  facts: [name: string, value: string][]
  /** What to do if it was them, and if it was not. */
  advice: string[]
  /** Where "This was not me" leads: never to an address that does something by itself. */
  action: { label: string; href: string } | null
  /** Why they get it, and where that is chosen. */
  footer: { text: string; href: string | null }[]
}
