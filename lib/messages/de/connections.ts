import type { connections as en } from '#lib/messages/en/connections'
import type { Translation } from '#lib/messages/translation'

export const connections = {
  intro: 'Die Konten, die Ihr Konto hier öffnen, und was jedes davon {brand} erlaubt.',
  since: 'Verbunden seit',
  lastUsed: 'Zuletzt benutzt',
  access: 'Zugriff',
  worked: 'Zuletzt erfolgreich: <time></time>',
  workedText: 'Da hat uns {provider} zuletzt für dieses Konto geantwortet.',
  workedUntilAsked:
    'Da hat uns {provider} zuletzt für dieses Konto geantwortet. Mehr erfahren wir erst, wenn wir wieder fragen.',
  off: 'Hier nicht in Gebrauch',
  offText:
    'Die Betreiber dieser Website haben {provider} ausgeschaltet: Vorerst kann sich niemand damit anmelden.',
  locked: 'Gesperrt',
  lockedText:
    'Die Betreiber dieser Website haben es gesperrt: Niemand kann sich hier damit anmelden, und wir nutzen es nicht. Fragen Sie sie, wenn Sie es für einen Irrtum halten.',
  endangered: 'Zu seiner Sicherheit gesperrt',
  endangeredText:
    '{provider} hat uns mitgeteilt, dass möglicherweise jemand anderes darauf Zugriff hatte. Niemand kann sich hier damit anmelden, bis {provider} es für sicher erklärt.',
  suspended: 'Von {provider} deaktiviert',
  suspendedText:
    '{provider} hat uns mitgeteilt, dass es dort deaktiviert ist. Niemand kann sich hier damit anmelden, bis {provider} meldet, dass es wieder in Gebrauch ist.',
  gone: 'Bei {provider} nicht mehr vorhanden',
  goneText:
    '{provider} hat uns mitgeteilt, dass es das Konto dort nicht mehr gibt. Niemand kann sich hier damit anmelden; was Sie sonst verbunden haben, öffnet Ihr Konto weiterhin.',
  flagged: 'Bei {provider} deaktiviert',
  flaggedText:
    '{provider} hat uns mitgeteilt, dass es dort deaktiviert ist, weil {provider} es für eines von vielen automatisch angelegten Konten hält. Hier wurde nichts beendet; sind Sie aber einmal abgemeldet, lässt {provider} Sie damit womöglich nicht mehr herein. Verbinden Sie ein weiteres Konto, solange es geht.',
  limited: 'Für begrenzte Zeit gewährt',
  limitedText: 'Zuletzt erfolgreich: <since></since>. Der Zugriff endet am <until></until>',
  brief: 'Nicht von Dauer',
  briefText:
    '{provider} hat Zugriff nur für kurze Zeit gewährt. Verbinden Sie sich erneut, dann funktioniert weiter, was Sie erlaubt haben.',
  ended: 'Von {provider} beendet',
  notAllowed: 'Nicht mehr erlaubt',
  endedText: 'Sie können sich mit diesem Konto weiterhin anmelden.',
  reconnect: 'Erneut verbinden',
  may: 'Was {brand} darf',
  could: 'Was {brand} durfte',
  notGiven: 'Nicht erteilt',
  given: 'Erteilt',
  givenOn: 'Erteilt am <date></date>',
  turnedOff: 'Hier ausgeschaltet: Wir nutzen sie nicht. {provider} führt sie weiter auf',
  turnedOffSince:
    'Hier ausgeschaltet: Wir nutzen sie nicht. {provider} führt sie weiter auf, seit <date></date>',
  turnOff: '{feature} ausschalten',
  turnOn: '{feature} einschalten',
  allow: '{feature} bei {provider} erlauben',
  another: 'Einen weiteren Zugang verbinden',
  anotherText:
    'Dann öffnet jedes Ihrer Konten dieses hier, was hilft, wenn Sie eines verlieren. Ein Konto, das hier schon jemand benutzt, kann nicht verbunden werden.',
  connect: {
    google: 'Google-Konto verbinden',
    facebook: 'Facebook-Konto verbinden',
    twitter: 'X-Konto verbinden',
  },
  lists:
    '{provider} führt auf, was Sie erlaubt haben, auch was hier ausgeschaltet ist, unter <link>Ihren Verbindungen bei {provider}</link>.',
  lastUsable:
    'Dieses Konto ist Ihr einziger Weg, sich hier anzumelden, und kann daher nicht getrennt werden: Niemand könnte Ihr Konto mehr öffnen. Verbinden Sie zuerst ein anderes.',
  last: 'Mit keinem anderen Ihrer Konten kann man sich anmelden; dieses kann daher nicht getrennt werden. Verbinden Sie zuerst ein anderes.',
  endsAll: 'Wenn Sie dieses Konto trennen, endet das alles.',
  endsHere:
    'Wenn Sie dieses Konto trennen, endet, was {brand} darf; nur dort können Sie {brand} von der Liste nehmen.',
  disconnect: 'Trennen',
  disconnectHidden: '<hidden>{account} </hidden>Trennen',
  ask: '{account} trennen?',
  keep: 'Behalten',
  accessEnds: 'Jeder Zugriff, den {brand} auf dieses {provider}-Konto hat, endet, hier und bei {provider}.',
  accessEndsHere:
    'Jeder Zugriff, den {brand} auf dieses {provider}-Konto hat, endet. {provider} führt {brand} auf, bis Sie es dort entfernen.',
  left: 'Sie melden sich damit nicht mehr an. Zum Anmelden bleibt: {accounts}.',
  browsers: 'Browser, die damit angemeldet sind, werden abgemeldet.',
  browsersButThis:
    'Browser, die damit angemeldet sind, werden abgemeldet, außer diesem, der mit einem anderen Konto weitermacht.',
  profileAll: 'Ihr Name, Ihr Bild und Ihre E-Mail-Adresse hier werden die von {account}.',
  profile: 'Ihr Name und Ihr Bild hier werden die von {account}.',
  email: 'Ihre E-Mail-Adresse hier wird {email}.',
  noEmail: 'Ihr Konto hier hat dann keine E-Mail-Adresse mehr.',
} satisfies Translation<typeof en>
