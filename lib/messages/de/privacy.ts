import type { privacy as en } from '#lib/messages/en/privacy'
import type { Translation } from '#lib/messages/translation'

export const privacy = {
  title: 'Datenschutz',
  heading: 'Was {brand} speichert und wozu',
  lead: 'Diese Liste ist vollständig. Was darin steht, liegt in der Datenbank dieser Website.',
  keeps: 'Was gespeichert wird',
  kinds: {
    profile: {
      name: 'Ihr Name, der hier von Ihnen gewählte, Ihre E-Mail-Adresse und Ihr Bild',
      why: 'Damit Sie Ihr Konto erkennen. Sie stammen von dem Dienst, mit dem Sie sich anmelden.',
      until: 'Solange Sie hier ein Konto haben.',
    },
    reading: {
      name: 'Ihre Sprache, was Ihr Browser über seine Sprachen und seine Zeitzone sagt, und welche E-Mails Sie nicht möchten',
      why: 'Damit Seiten und E-Mails in Ihrer Sprache sind und Zeiten in Ihrer Zone.',
      until: 'Solange Sie hier ein Konto haben.',
    },
    accounts: {
      name: 'Die Konten, mit denen Sie sich anmelden: Nummer, Name, Adresse und Bild dort',
      why: 'Damit wir Sie erkennen, wenn Sie wiederkommen.',
      until: 'Bis Sie eines trennen oder Ihr Konto hier löschen.',
    },
    permissions: {
      name: 'Was Sie uns bei jedem davon erlaubt haben und seit wann',
      why: 'Damit wir nichts zweimal erfragen und nichts nutzen, was Sie ausgeschaltet haben.',
      until: 'Bis Sie eines trennen oder Ihr Konto hier löschen.',
    },
    tokens: {
      name: 'Die Schlüssel zu dem, was Sie erlaubt haben (Tokens), verschlüsselt',
      why: 'Damit wir Ihnen zeigen können, was Sie erlaubt haben, ohne dass Sie jedes Mal gefragt werden.',
      until: 'Bis Sie eines trennen oder Ihr Konto hier löschen.',
    },
    sessions: {
      name: 'Wo Sie angemeldet sind: Browser, IP-Adresse und seit wann',
      why: 'Damit Sie angemeldet bleiben und jede Sitzung sehen und beenden können.',
      until:
        'Solange sie dauert und {count, plural, one {# Tag} other {# Tage}} danach, damit ihr Browser erfährt, warum sie endete.',
    },
    activity: {
      name: 'Was in Ihrem Konto geschah, mit Browser und IP-Adresse',
      why: 'Damit Sie sehen können, ob jemand anderes darin war.',
      until: '{count, plural, one {# Monat} other {# Monate}}.',
    },
    mails: {
      name: 'Welche E-Mails an Sie verschickt wurden und wann',
      why: 'Damit keine zweimal verschickt wird und Sie sehen, dass wir Ihnen geschrieben haben.',
      until:
        '{count, plural, one {# Tag} other {# Tage}}; die Adresse der letzten, über eine Löschung, bis sie verschickt ist.',
    },
    attempts: {
      name: 'Begonnene Anmeldungen: von welcher Seite und wozu',
      why: 'Damit jede nur einmal abgeschlossen werden kann, und nur in Ihrem Browser.',
      until: '{count, plural, one {# Minute} other {# Minuten}}.',
    },
    limits: {
      name: 'Wie oft eine Anmeldung versucht wurde, unter einer unkenntlich gemachten Form der IP-Adresse oder des Kontos',
      why: 'Damit niemand es endlos versuchen kann.',
      until: '{count, plural, one {# Minute} other {# Minuten}}.',
    },
    orders: {
      name: 'Was wir brauchen, um unseren Zugriff zu beenden, nachdem Sie gegangen sind: ein Token oder eine Nummer, verschlüsselt',
      why: 'Damit unser Zugriff auch dort endet.',
      until:
        'Bis das bestätigt ist, meist binnen Sekunden, und höchstens {count, plural, one {# Tag} other {# Tage}}.',
    },
    jobs: {
      name: 'Was für Sie noch zu tun ist, etwa eine E-Mail zu senden: die Nummer des Auftrags und die der Anfrage, aus der er stammt',
      why: 'Damit es auch dann geschieht, wenn ein Server zwischendurch ausfällt.',
      until: 'Bis es getan ist, und {count, plural, one {# Tag} other {# Tage}} danach.',
    },
    requests: {
      name: 'Dass anderswo die Löschung eines Kontos verlangt wurde, nicht aber, wessen Konto es war',
      why: 'Damit nachsehen kann, wer sie verlangt hat, ob sie geschehen ist.',
      until: '{count, plural, one {# Tag} other {# Tage}}.',
    },
    securityEvents: {
      name: 'Welche Ereignisse uns ein Anbieter zu einem Konto mitgeteilt hat, nicht aber, wessen Konto es war',
      why: 'Damit jedes davon einmal zählt, so oft es auch gesendet wird.',
      until: '{count, plural, one {# Tag} other {# Tage}}.',
    },
  },
  log: 'Das Protokoll dieser Website kennt Konten und Sitzungen nur nach ihrer Nummer: Es enthält keinen Namen, keine E-Mail-Adresse und kein Token.',
  hourly: 'Was abgelaufen ist, wird innerhalb einer Stunde gelöscht.',
  cookies: 'Cookies',
  cookiesText: 'Keines folgt Ihnen auf andere Websites, und niemand sonst liest eines.',
  cookie: {
    session: 'Hält Sie in diesem Browser angemeldet.',
    attempt: 'Bindet eine begonnene Anmeldung an diesen Browser.',
    zone: 'Ihre Zeitzone, damit Zeiten von Anfang an stimmen.',
    language: 'Die Sprache, die Sie in den Einstellungen gewählt haben.',
    theme: 'Ob Sie es hell oder dunkel möchten.',
  },
  cookieDays: 'Höchstens {count, plural, one {# Tag} other {# Tage}}',
  cookieMinutes: 'Höchstens {count, plural, one {# Minute} other {# Minuten}}',
  shared: 'Was andere uns mitteilen',
  sharedText: 'Der Dienst, mit dem Sie sich anmelden, teilt uns mit, wer Sie sind, aber nie Ihr Passwort.',
  more: 'Nur wenn Sie es verlangen: {permission}.',
  others: 'Wer die Daten noch bekommt',
  othersText:
    'Niemand, außer dem Mailserver, der zustellt, was wir Ihnen schreiben. Nichts wird verkauft, keine Seite zeigt Werbung, und keine verrät jemandem, was Sie tun.',
  pictures:
    'Das Bild eines Kontos wird von dort geladen, wo es liegt. Dort ist dann die IP-Adresse Ihres Browsers zu sehen, nicht aber, auf welcher Seite Sie sind.',
  choices: 'Was Sie tun können',
  download: '<link>Alles herunterladen</link>, als eine Datei, außer Geheimem wie den Tokens.',
  disconnect: '<link>Ein Konto trennen</link> oder ausschalten, was Sie erlaubt haben.',
  delete: '<link>Ihr Konto löschen</link>, mit allem darin, sofort.',
  ask: 'Wen Sie fragen können',
  askSupport: '<link>Die Betreiber dieser Website</link> beantworten Fragen dazu.',
  askNobody:
    'Fragen Sie dort nach, wo Sie die Adresse dieser Website bekommen haben: Dort wird sie betrieben.',
  policy: '<link>Ihre Datenschutzerklärung</link> sagt, was sie sonst mit Daten tun.',
  links: 'Über diese Website',
  terms: 'Nutzungsbedingungen',
  support: 'Hilfe',
  beforeSignIn: 'Hier steht, <link>was wir speichern und wozu</link>.',
  beforeSignInTerms:
    'Hier steht, <link>was wir speichern und wozu</link>, und hier stehen <terms>unsere Nutzungsbedingungen</terms>.',
} satisfies Translation<typeof en>
