import type { gate as en } from '#lib/messages/en/gate'
import type { Translation } from '#lib/messages/translation'

export const gate = {
  wait: '{service} bittet uns zu warten',
  silent: '{service} antwortet nicht',
  unpaid: '{service} antwortet dieser Website vorerst nicht',
  unpaidText:
    'Was die Betreiber dieser Website bei {provider} bezahlt haben, ist aufgebraucht. Das liegt nicht an Ihnen, und es ist nichts verloren: Sagen Sie es ihnen oder kommen Sie später wieder.',
  ended: 'Unser Zugriff auf Ihr {provider}-Konto ist beendet',
  endedText: {
    drive:
      'Sie sind hier weiterhin angemeldet. Verbinden Sie sich erneut, um Ihre Dateien wieder zu sehen: Sie kommen hierher zurück.',
    posts:
      'Sie sind hier weiterhin angemeldet. Verbinden Sie sich erneut, um Ihre Beiträge wieder zu sehen: Sie kommen hierher zurück.',
  },
  reconnect: 'Erneut verbinden',
  moment: 'Das liegt nicht an Ihnen, und es ist nichts verloren. Versuchen Sie es gleich noch einmal.',
  seconds:
    'Das liegt nicht an Ihnen, und es ist nichts verloren. Versuchen Sie es in etwa {count, plural, one {# Sekunde} other {# Sekunden}} noch einmal.',
  minutes:
    'Das liegt nicht an Ihnen, und es ist nichts verloren. Versuchen Sie es in etwa {count, plural, one {# Minute} other {# Minuten}} noch einmal.',
  hour: 'Das liegt nicht an Ihnen, und es ist nichts verloren. Versuchen Sie es in etwa einer Stunde noch einmal.',
  from: 'Ein neuer Versuch lohnt sich ab <time></time>',
  turnedOff:
    'Das ist hier ausgeschaltet, und wir nutzen es nicht. {provider} führt die Berechtigung weiter auf: Schalten Sie sie ein, dann sind Sie wieder auf dieser Seite.',
  organisation: 'Ihre Organisation erlaubt das nicht',
  organisationText:
    'Wer dieses {provider}-Konto verwaltet, lässt diese Website {service} nicht nutzen. Fragen Sie Ihre Administration; bis zur Freigabe hilft es nicht, es erneut zu versuchen.',
  account: '{provider} lässt dieses Konto {service} nicht nutzen',
  accountHere: '{provider} lässt nicht zu, dass dieses Konto hier benutzt wird',
  accountText: {
    google:
      'Mit dem Konto selbst stimmt etwas nicht. Sehen Sie in Ihrem Google-Konto nach; wenn jemand es für Sie verwaltet, fragen Sie Ihre Administration.',
    facebook:
      'Mit dem Konto selbst stimmt etwas nicht. Öffnen Sie Facebook: Dort steht, was nicht stimmt und was zu tun ist.',
    twitter:
      'Mit dem Konto selbst stimmt etwas nicht. Vielleicht ist es vorübergehend oder dauerhaft gesperrt. Öffnen Sie X: Dort steht es und auch, was zu tun ist.',
  },
  unclear: '{provider} erlaubt das nicht und sagt nicht, warum',
  unclearText: {
    google:
      'Es kann eine Regel Ihrer Organisation oder Ihres Netzes sein oder ein Fehler dieser Website. Wenn jemand dieses Konto für Sie verwaltet, fragen Sie Ihre Administration; sonst sagen Sie es den Betreibern dieser Website.',
    facebook:
      'Es kann an Ihrem Konto dort liegen oder ein Fehler dieser Website sein. Sehen Sie bei Facebook nach; wenn dort alles stimmt, sagen Sie es den Betreibern dieser Website.',
    twitter:
      'Es kann an Ihrem Konto dort liegen oder ein Fehler dieser Website sein. Sehen Sie bei X nach; wenn dort alles stimmt, sagen Sie es den Betreibern dieser Website.',
  },
  off: 'Diese Website arbeitet derzeit nicht mit {provider}',
  offText:
    'Auf dieser Seite geht es um {service}. Was Sie dort haben, ist unberührt: Fragen Sie die Betreiber dieser Website.',
  none: 'Keines Ihrer Konten hier ist von {provider}',
  noneText:
    'Auf dieser Seite geht es um {service}. Verbinden Sie Ihr {provider}-Konto; es ist dann ein weiterer Weg, sich hier anzumelden.',
  connect: '{provider}-Konto verbinden',
  choice: '{provider}-Konto',
  gone: 'Das gewünschte Konto ist hier nicht verbunden: Dies ist {account}',
} satisfies Translation<typeof en>
