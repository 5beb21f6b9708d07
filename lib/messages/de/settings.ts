import type { settings as en } from '#lib/messages/en/settings'
import type { Translation } from '#lib/messages/translation'

export const settings = {
  intro:
    'Ihr Profil und Ihr Name, Ihre Sprache, die E-Mails, die Sie bekommen, eine Kopie Ihrer Daten und der Weg hinaus.',
  profile: 'Ihr Profil',
  noEmail: 'Keine E-Mail-Adresse',
  unverified: '<email></email>, von niemandem bestätigt',
  originThis:
    'Ihr Bild und, sofern Sie unten keinen anderen wählen, Ihr Name stammen von diesem {provider}-Konto. <link>Ändern Sie sie bei {provider}</link>; wir übernehmen es bei Ihrer nächsten Anmeldung damit.',
  originFirst:
    'Ihr Bild und, sofern Sie unten keinen anderen wählen, Ihr Name stammen vom ersten {provider}-Konto, mit dem Sie sich angemeldet haben, <name></name>. <link>Ändern Sie sie bei {provider}</link>; wir übernehmen es bei Ihrer nächsten Anmeldung damit.',
  data: 'Ihre Daten',
  dataText:
    'Eine JSON-Datei mit allem, was wir über Sie aufbewahren: Ihr Profil, die Konten, mit denen Sie sich anmelden, und was Sie erlaubt haben, wo Sie angemeldet sind, und Ihre Aktivitäten. Sie enthält kein Passwort und kein Token und öffnet daher nichts.',
  downloadText:
    'Der Download beginnt sofort, und Ihr Browser zeigt den Fortschritt. Hier können Sie währenddessen weitermachen.',
  download: 'Meine Daten herunterladen',
  account: 'Ihr Konto',
  deleteText:
    'Wenn Sie Ihr Konto löschen, wird alles entfernt, was wir über Sie aufbewahren, und unser Zugriff bei jedem Anbieter endet. Die nächste Seite sagt genau, was wegfällt, und fragt Sie noch einmal.',
  delete: 'Mein Konto löschen',
} satisfies Translation<typeof en>
