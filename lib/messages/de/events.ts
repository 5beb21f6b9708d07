import type { events as en } from '#lib/messages/en/events'
import type { Translation } from '#lib/messages/translation'

export const events = {
  signed_in: 'Sie haben sich mit {account} angemeldet.',
  signed_in_new_browser: 'Sie haben sich mit {account} angemeldet, zum ersten Mal in diesem Browser.',
  signed_out: 'Sie haben sich abgemeldet.',
  session_ended: 'Sie haben die Sitzung von {browser} beendet.',
  other_sessions_ended:
    'Sie haben {count, plural, one {eine andere Sitzung} other {# andere Sitzungen}} beendet.',
  browser_changed: 'Eine Sitzung von {from} ging in {to} weiter.',
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
  account_disabled:
    'Die Anmeldung mit {account} wurde gesperrt, was die Sitzungen beendet hat. Das haben die Betreiber dieser Website getan.',
  account_endangered:
    'Die Anmeldung mit {account} wurde gesperrt, was die Sitzungen beendet hat. {provider} hat uns mitgeteilt, dass möglicherweise jemand anderes darauf Zugriff hatte.',
  account_enabled: 'Die Anmeldung mit {account} wurde entsperrt.',
  access_removed:
    'Sie haben diese Website in den Einstellungen von {account} entfernt, was die Sitzungen hier beendet hat.',
  data_deleted:
    'Sie haben uns über {provider} gebeten, Ihr {provider}-Konto hier zu löschen, und das haben wir getan.',
} satisfies Translation<typeof en>
