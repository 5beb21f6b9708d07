import type { shell as en } from '#lib/messages/en/shell'
import type { Translation } from '#lib/messages/translation'

export const shell = {
  skip: 'Zum Inhalt springen',
  navigation: 'Konto',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  licence: '{brand} ist Open Source unter der MIT-Lizenz und steht in keiner Verbindung zu {others}.',
} satisfies Translation<typeof en>
