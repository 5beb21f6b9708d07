import type { overview as en } from '#lib/messages/en/overview'
import type { Translation } from '#lib/messages/translation'

export const overview = {
  title: 'Ihr Konto',
  verifiedBy: 'Von {provider} bestätigt',
  workspace: 'Google-Workspace-Konto von {domain}',
  memberSince: 'Mitglied seit <when></when>',
  well: 'Alles in Ordnung',
  needs:
    '{count, plural, one {Etwas braucht Ihre Aufmerksamkeit} other {# Dinge brauchen Ihre Aufmerksamkeit}}',
  restWell: 'Alles andere ist in Ordnung.',
  advice: 'Sie müssen nichts tun. Noch sicherer wäre Ihr Konto damit:',
  nothing: 'Sie müssen nichts tun, und nichts fehlt.',
  ways: {
    title: 'So melden Sie sich an',
    more: 'Verwalten<hidden> der Verbindungen</hidden>',
    current: 'Diese Sitzung',
    used: 'Letzte Anmeldung: <when></when>',
    locked: 'Gesperrt: Niemand meldet sich damit an',
    off: 'Hier zurzeit ausgeschaltet',
  },
  devices: {
    title: 'Angemeldet auf {count, plural, one {einem Gerät} other {# Geräten}}',
    hereOnly: 'Sie sind nur hier angemeldet',
    more: 'Alle ansehen<hidden>: Geräte</hidden>',
  },
  activity: { title: 'Letzte Aktivitäten', more: 'Alle ansehen<hidden>: Aktivitäten</hidden>' },
  services: {
    title: 'Verbundene Dienste',
    link: '{name} bei {provider}',
    noAccount: 'Kein Konto bei {provider} verbunden',
    absent: 'Noch nicht erlaubt',
    off: 'Von Ihnen ausgeschaltet',
    broken: 'Erlaubt, muss aber erneut verbunden werden',
    worked:
      'Für {count, plural, one {ein Konto} other {# Konten}} erlaubt. Zuletzt erfolgreich: <when></when>',
  },
  browsers: {
    title:
      '{count, plural, one {Jemand hat sich mit einem neuen Browser angemeldet} other {# Anmeldungen kamen aus neuen Browsern}}. Waren Sie das?',
    more: '{count, plural, one {und eine weitere} other {und # weitere}}',
    yes: 'Das war ich',
    no: 'Das war ich nicht',
  },
  access: {
    ended: 'Unser Zugriff auf {account} bei {provider} ist beendet',
    stillIn: 'Anmelden können Sie sich damit weiterhin.',
    ends: 'Unser Zugriff auf {account} bei {provider} endet bald',
    endsAt: 'Er wurde für begrenzte Zeit erteilt und endet <when></when>',
    brief: 'Unser Zugriff auf {account} bei {provider} ist nicht von Dauer',
    briefText:
      '{provider} hat den Zugriff nur für kurze Zeit erteilt. Verbinden Sie das Konto erneut, dann funktioniert weiter, was Sie erlaubt haben.',
    locked: '{account} bei {provider} ist gesperrt',
    flagged: '{provider} hat {account} deaktiviert',
    byOperator:
      'Die Betreiber dieser Website haben es gesperrt. Fragen Sie dort nach, wenn Sie das für einen Irrtum halten.',
    reconnect: 'Erneut verbinden<hidden>: {account}</hidden>',
  },
  permission: {
    title: '{feature} braucht wieder eine Berechtigung',
    text: 'Sie wurde bei {provider} für {account} entfernt.',
    allow: '{feature} bei {provider} erlauben',
  },
  oneWayIn: {
    title: 'Sie haben nur einen Zugang',
    text: 'Wenn Sie dieses Konto verlieren, kommen Sie nicht mehr hinein. Ein zweites öffnet dieses Konto ebenfalls.',
    button: 'Weiteres verbinden',
  },
  noAddress: {
    title: 'Wir haben keine E-Mail-Adresse von Ihnen',
    text: 'Wir können Ihnen nicht schreiben, wenn in Ihrem Konto etwas geschieht. Verbinden Sie ein Konto, das eine Adresse hat.',
    button: 'Konto verbinden',
  },
  unverifiedAddress: {
    title: 'Niemand hat Ihre E-Mail-Adresse bestätigt',
    text: 'Kein Anbieter sagt, dass sie Ihnen gehört. Verbinden Sie ein Konto, dessen Anbieter das tut.',
    button: 'Konto verbinden',
  },
} satisfies Translation<typeof en>
