import type { notices as en } from '#lib/messages/en/notices'
import type { Translation } from '#lib/messages/translation'

export const notices = {
  switched: 'Sie sind jetzt als {account} angemeldet.',
  newAccount: 'Das ist ein neues Konto.',
  newAccountText:
    'Wenn Sie hier schon eines haben, melden Sie sich ab, melden Sie sich an wie früher und verbinden Sie {provider} dort.',
  linked: '{account} ist verbunden.',
  linkedText: 'Sie können sich ab jetzt damit anmelden.',
  alreadyLinked: '{account} war schon verbunden.',
  unlinked: '{account} ist getrennt.',
  unlinkedAll:
    'Wir teilen {provider} mit, dass der Zugriff endet. Wer sich ab jetzt damit anmeldet, legt ein neues Konto an, sofern Sie es hier nicht vorher wieder verbinden.',
  unlinkedHere:
    'Der Zugriff hier ist beendet; {provider} führt {brand} auf, bis Sie es dort entfernen. Wer sich ab jetzt damit anmeldet, legt ein neues Konto an, sofern Sie es hier nicht vorher wieder verbinden.',
  notLinked: 'Dieses Konto ist hier nicht oder nicht mehr verbunden.',
  notLinkedText: 'Es gab nichts mehr zu ändern. Unter „Verbindungen“ steht, was jetzt verbunden ist.',
  permissionGiven: '{account} hat die Berechtigung erteilt. Sonst hat sich nichts geändert.',
  permissionWithheld: 'Sie haben das Kästchen nicht angekreuzt; die Berechtigung wurde daher nicht erteilt.',
  permissionWithheldText: 'Das ist in Ordnung: Alles andere funktioniert weiter.',
  permissionOff: 'Sie ist hier ausgeschaltet, und wir nutzen sie nicht mehr.',
  permissionOffText:
    '{provider} führt die Berechtigung weiter auf, bis Sie sie dort entfernen oder das Konto trennen.',
  permissionOn: 'Sie ist wieder eingeschaltet.',
  permissionGone: '{provider} führt diese Berechtigung nicht mehr auf; {provider} muss daher gefragt werden.',
  permissionGoneText: 'Es wurde noch nichts geändert.',
  reconnected: '{account} ist wieder verbunden.',
  confirmed: 'Danke, Sie sind es. Machen Sie weiter, wo Sie waren.',
  cancelled: 'Sie haben bei {provider} abgebrochen. Es wurde nichts geändert.',
  languageChosen: 'Die Sprache ist gespeichert.',
  sessionEnded: '{browser} ist abgemeldet.',
  otherSessionEnded: 'Der andere Browser ist abgemeldet.',
  sessionOver: 'Dieser Browser ist schon abgemeldet.',
  sessionOverText: 'Es gab nichts mehr zu tun. Unten steht, wo Sie jetzt angemeldet sind.',
  noneEnded: 'Sie waren nirgendwo sonst angemeldet.',
  othersEnded: 'Sie sind überall sonst abgemeldet ({count, plural, one {# Browser} other {# Browser}}).',
  browsersReviewed: 'Danke. In diesem Browser fragen wir danach nicht noch einmal.',
  nameChanged: 'Sie heißen hier jetzt {name}.',
  nameRefused: 'Das kann hier kein Name sein.',
  nameRefusedText:
    'Er muss sichtbare Zeichen enthalten und darf höchstens 80 Zeichen lang sein. Es wurde nichts geändert.',
  nameRestored: 'Sie heißen hier wieder wie bei Ihrem Anbieter.',
  browserOut: 'Dieser Browser ist bereits abgemeldet.',
  noticesChosen: 'Ihre Auswahl der E-Mails ist gespeichert.',
} satisfies Translation<typeof en>
