import type { language as en } from '#lib/messages/en/language'
import type { Translation } from '#lib/messages/translation'

export const language = {
  title: 'Sprache',
  text: 'Texte, Daten und Zahlen richten sich danach, ebenso E-Mails von uns.',
  label: 'Sprache dieser Website',
  automatic: 'Wie im Browser eingestellt',
  save: 'Sprache speichern',
} satisfies Translation<typeof en>
