import type { problem as en } from '#lib/messages/en/problem'
import type { Translation } from '#lib/messages/translation'

export const problem = {
  title: 'Problem bei der Anmeldung',
  reference: 'Wenn Sie um Hilfe bitten, nennen Sie diese Kennung:',
  stillSignedIn: 'Sie sind weiterhin als <name></name> angemeldet.',
  loadAgain: 'Seite neu laden',
  back: 'Zurück, wo Sie waren',
  goTo: 'Zu {host}',
  otherWays: 'Andere Wege, sich anzumelden',
  address: 'Die Adresse, die Sie im Browser öffnen',
  brokenTitle: 'Auf dieser Seite ist etwas schiefgegangen',
  brokenText:
    'Es kann an der Verbindung liegen. Laden Sie die Seite neu und sehen Sie nach, ob es geklappt hat; wenn es wieder geschieht, sagen Sie uns, was Sie getan haben.',
} satisfies Translation<typeof en>
