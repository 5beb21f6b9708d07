import type { features as en } from '#lib/messages/en/features'
import type { Translation } from '#lib/messages/translation'

export const features = {
  drive: {
    name: 'Drive',
    reconnect: 'Ihre Dateien wieder zu sehen',
    permission: 'Informationen über Ihre Dateien in Drive sehen',
    permissionText:
      'Namen, Typen, Größen, Eigentümer und Daten. Nie, was darin steht, und nichts kann geändert werden.',
    title: '{brand} erlauben, Ihre Dateien aufzulisten',
    text: 'Um Ihre letzten Dateien hier zu zeigen und zu durchsuchen, brauchen wir Ihre Erlaubnis, Informationen über sie zu sehen. Google fragt Sie auf der nächsten Seite, wo Sie das Kästchen ankreuzen; dann kommen Sie hierher zurück.',
    seen1: 'Namen und Typen Ihrer Dateien und wie groß sie sind',
    seen2: 'Wem sie gehören',
    seen3: 'Wann sie zuletzt geändert wurden',
    seen4: 'Ihre Adressen, um sie in Drive zu öffnen',
    never1: 'Ihre Dateien öffnen oder sehen, was darin steht',
    never2: 'Etwas ändern, freigeben oder löschen',
    never3: 'Eine Kopie der Liste behalten',
    footer:
      'Die Berechtigung umfasst alles, was Drive über eine Datei weiß, außer ihrem Inhalt. Davon lesen wir, was oben steht, jedes Mal, wenn Sie diese Seite öffnen. Sie können die Berechtigung jederzeit in Ihrem Google-Konto zurücknehmen.',
  },
  posts: {
    name: 'Beiträge',
    reconnect: 'Ihre Beiträge wieder zu sehen',
    permission: 'mit X verbunden bleiben, um Ihnen Ihre Beiträge zu zeigen',
    permissionText:
      'Ihre eigenen Beiträge werden gelesen, wenn Sie deren Seite öffnen, und keiner wird behalten. Nichts kann geändert werden.',
    title: '{brand} erlauben, Ihre Beiträge zu zeigen',
    text: 'Um Ihre eigenen Beiträge hier zu zeigen, sooft Sie zurückkommen, brauchen wir Ihre Erlaubnis, mit Ihrem X-Konto verbunden zu bleiben. X fragt Sie auf der nächsten Seite; dann kommen Sie hierher zurück.',
    seen1: 'Ihre eigenen Beiträge, Antworten und Reposts mit ihrem Text',
    seen2: 'Wann Sie sie veröffentlicht haben',
    seen3: 'Ihre Adressen, um sie bei X zu öffnen',
    never1: 'Etwas veröffentlichen, liken, ändern oder jemandem folgen',
    never2: 'Ihre Nachrichten oder Lesezeichen lesen',
    never3: 'Eine Kopie Ihrer Beiträge behalten',
    footer:
      'X kennt keine kleinere Berechtigung, als jeden Beitrag zu sehen, den Sie sehen können. Davon lesen wir Ihre eigenen, jedes Mal, wenn Sie diese Seite öffnen. Sie können die Berechtigung jederzeit in den Einstellungen von X zurücknehmen.',
  },
} satisfies Translation<typeof en>
