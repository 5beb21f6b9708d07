import type { events as en } from '#lib/messages/en/events'
import type { Translation } from '#lib/messages/translation'

export const events = {
  signed_in: 'Sie haben sich mit {account} angemeldet.',
  signed_in_new_browser: 'Sie haben sich mit {account} angemeldet, zum ersten Mal in diesem Browser.',
  signed_out: 'Sie haben sich abgemeldet.',
  session_ended: 'Sie haben einen Browser abgemeldet: {browser}.',
  other_sessions_ended:
    'Sie haben {count, plural, one {einen anderen Browser} other {# andere Browser}} abgemeldet.',
  browser_changed: 'Eine Anmeldung ist in einen anderen Browser umgezogen: {from} → {to}.',
  confirmed: 'Sie haben mit {account} bestätigt, dass Sie es sind.',
  account_linked: 'Sie haben {account} verbunden.',
  account_unlinked: 'Sie haben {account} getrennt.',
  permission_given: 'Sie haben uns eine Berechtigung für {what} erteilt.',
  permission_turned_off: 'Sie haben eine Berechtigung für {what} ausgeschaltet.',
  permission_turned_on: 'Sie haben eine Berechtigung für {what} wieder eingeschaltet.',
  permission_removed: 'Bei {provider} wurde eine Berechtigung für {what} entfernt.',
  what: '{account}: {permissions}',
  grant_ended: 'Unser Zugriff auf {account} ist beendet.',
  reconnected: 'Sie haben {account} wieder verbunden.',
  exported: 'Sie haben Ihre Daten heruntergeladen.',
  name_changed: 'Sie haben Ihren Namen in {name} geändert.',
  account_disabled:
    'Die Anmeldung mit {account} wurde gesperrt, was die Sitzungen beendet hat. Das haben die Betreiber dieser Website getan.',
  account_endangered:
    'Die Anmeldung mit {account} wurde gesperrt, was die Sitzungen beendet hat. {provider} hat uns mitgeteilt, dass möglicherweise jemand anderes darauf Zugriff hatte.',
  account_suspended:
    'Die Anmeldung mit {account} wurde gesperrt, was die Sitzungen beendet hat. {provider} hat uns mitgeteilt, dass das Konto dort deaktiviert ist.',
  account_purged:
    'Die Anmeldung mit {account} wurde gesperrt, was die Sitzungen beendet hat. {provider} hat uns mitgeteilt, dass es das Konto dort nicht mehr gibt.',
  account_enabled: 'Die Anmeldung mit {account} wurde entsperrt.',
  account_flagged:
    '{provider} hat uns mitgeteilt, dass {account} dort deaktiviert ist, weil {provider} es für eines von vielen automatisch angelegten Konten hält. Hier wurde nichts beendet.',
  account_unflagged: 'Gegen {account} liegt nichts mehr vor.',
  access_removed:
    'Sie haben diese Website in den Einstellungen von {account} entfernt, was die Sitzungen hier beendet hat.',
  access_revoked: '{provider} hat unseren Zugriff auf {account} beendet, was die Sitzungen hier beendet hat.',
  sessions_revoked: '{provider} hat alle Sitzungen von {account} beendet, und wir haben das hier auch getan.',
  credential_change_required:
    '{provider} verlangt ein neues Passwort für {account}: Möglicherweise kennt jemand anderes das alte.',
  data_deleted:
    'Sie haben uns über {provider} gebeten, Ihr {provider}-Konto hier zu löschen, und das haben wir getan.',
  name_restored: 'Sie sind zum Namen Ihres Anbieters zurückgekehrt.',
  address_changed: 'Ihre E-Mail-Adresse hier ist jetzt {address}.',
  address_removed: 'Sie haben hier keine E-Mail-Adresse mehr.',
} satisfies Translation<typeof en>
