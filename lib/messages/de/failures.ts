import type { failures as en } from '#lib/messages/en/failures'
import type { Translation } from '#lib/messages/translation'

export const failures = {
  cancelled: {
    title: 'Sie haben die Anmeldung abgebrochen',
    message:
      'Es wurde nichts an uns weitergegeben und nichts geändert. Sie können es jederzeit erneut versuchen.',
  },
  cancelled_or_closed: {
    title: 'Sie haben bei {provider} abgebrochen oder haben noch keinen Zugang',
    message:
      'Falls Sie nicht abgebrochen haben: {provider} lässt nur Personen herein, die an dieser Website arbeiten, bis die Betreiber sie für alle freigegeben haben. Es wurde nichts an uns weitergegeben und nichts geändert. Versuchen Sie es erneut oder fragen Sie die Betreiber.',
  },
  consent_incomplete: {
    title: '{provider} hat Ihre E-Mail-Adresse nicht weitergegeben',
    message:
      'Wir brauchen sie, um Ihr Konto zu erkennen. Beginnen Sie noch einmal und lassen Sie alles angekreuzt, was für die Anmeldung nötig ist.',
  },
  attempt_expired: {
    title: 'Diese Anmeldung ist abgelaufen',
    message:
      'Sie hat länger als zehn Minuten gedauert. Es wurde nichts geändert; beginnen Sie einfach eine neue.',
    twitter:
      'Falls X eine Fehlerseite gezeigt hat, müssen die Betreiber dieser Website deren Einstellungen korrigieren.',
  },
  attempt_used: {
    title: 'Diese Anmeldung wurde zweimal geöffnet',
    message:
      'Jeder Versuch gilt nur einmal. Wenn ein anderer Tab Ihr Konto zeigt, sind Sie bereits angemeldet; andernfalls beginnen Sie neu.',
  },
  other_browser: {
    title: 'Diese Anmeldung wurde in einem anderen Browser begonnen',
    message:
      'Sie kann nur dort abgeschlossen werden, wo sie begonnen hat. Machen Sie dort weiter oder beginnen Sie hier neu.',
  },
  cookies_blocked: {
    title: 'Ihr Browser hat unser Cookie nicht gesendet',
    message:
      'Für die Anmeldung ist ein Cookie dieser Website nötig. Erlauben Sie Cookies für sie oder verlassen Sie das private Fenster, und beginnen Sie dann neu.',
  },
  invalid_callback: {
    title: 'Dieser Anmeldelink ist nicht vollständig',
    message:
      'Die Adresse, mit der {provider} Sie zurückgeschickt hat, wurde abgeschnitten oder verändert. Beginnen Sie von hier aus neu.',
  },
  too_many_attempts: {
    title: 'Zu viele Versuche in kurzer Zeit',
    message:
      'Damit niemand durch Probieren hereinkommt, bremsen wir Anmeldungen von einem Ort. Warten Sie eine Minute und versuchen Sie es dann erneut.',
  },
  in_app_browser: {
    title: 'Öffnen Sie diese Seite in einem Browser',
    message:
      'Sie befinden sich in einer anderen App, und die Anmeldung mit {provider} braucht einen Browser. Öffnen Sie diese Seite über das Menü der App in Ihrem Browser oder kopieren Sie die Adresse.',
  },
  perhaps_in_app: {
    title: 'Ist diese Seite in einer anderen App geöffnet?',
    message:
      'Wenn ja, können Sie sich hier nicht mit {provider} anmelden: Öffnen Sie diese Seite über das Menü der App in Ihrem Browser oder kopieren Sie die Adresse. Wenn Sie sie vom Startbildschirm oder in einem Browser geöffnet haben, machen Sie weiter.',
  },
  signed_out: {
    title: 'Melden Sie sich an, um fortzufahren',
    message: 'Diese Seite ist nur für angemeldete Personen.',
  },
  session_ended: {
    title: 'Sie wurden in diesem Browser abgemeldet',
    message:
      'Sie wurden von einem anderen Gerät aus abgemeldet. Falls Sie das nicht waren, melden Sie sich an und sehen Sie sich Ihre Aktivitäten an.',
  },
  session_disconnected: {
    title: 'Sie wurden in diesem Browser abgemeldet',
    message:
      'Das Konto, mit dem er angemeldet war, wurde von Ihrem Konto hier getrennt. Falls Sie das nicht waren, melden Sie sich auf anderem Weg an und sehen Sie sich Ihre Aktivitäten an.',
  },
  session_removed: {
    title: 'Sie wurden in diesem Browser abgemeldet',
    message:
      'Sie haben diese Website in den Einstellungen des Kontos entfernt, mit dem Sie angemeldet waren. Nichts, was Sie hier haben, wurde gelöscht: Melden Sie sich an, um weiterzumachen, mit diesem Konto oder auf anderem Weg.',
  },
  session_revoked: {
    title: 'Sie wurden in diesem Browser abgemeldet',
    message:
      'Das Konto, mit dem Sie angemeldet waren, wurde überall abgemeldet. Das geschieht, wenn sein Passwort geändert oder diese Website in seinen Einstellungen entfernt wurde. Nichts, was Sie hier haben, wurde gelöscht: Melden Sie sich an, um weiterzumachen.',
  },
  session_locked: {
    title: 'Sie wurden in diesem Browser abgemeldet',
    message:
      'Ihr Konto war eine Zeit lang gesperrt, was jede Sitzung beendet. Es ist wieder offen, und nichts ging verloren: Melden Sie sich an, um weiterzumachen.',
  },
  session_idle: {
    title: 'Sie wurden abgemeldet',
    message: 'Sie waren eine Weile nicht hier; darum haben wir Sie abgemeldet, um Ihr Konto zu schützen.',
  },
  session_expired: {
    title: 'Zeit, sich wieder anzumelden',
    message: 'Jede Sitzung hat eine Höchstdauer, wie oft sie auch benutzt wird, und Ihre hat sie erreicht.',
  },
  confirm_first: {
    title: 'Bestätigen Sie, dass Sie es sind',
    message:
      'Dafür ist eine Anmeldung in den letzten zehn Minuten nötig. Bestätigen Sie, dass Sie es sind, und machen Sie dann weiter, wo Sie waren.',
  },
  invalid_input: {
    title: 'Bitte prüfen Sie Ihre Eingaben',
    message:
      'Im Formular fehlte etwas oder lag außerhalb des Erlaubten. Gehen Sie zurück, prüfen Sie es und versuchen Sie es erneut.',
  },
  too_many_exports: {
    title: 'In der letzten Stunde zu oft heruntergeladen',
    message:
      'Sie können Ihre Daten zehnmal in der Stunde herunterladen. Es ging nichts verloren: Versuchen Sie es später noch einmal.',
  },
  unreadable_form: {
    title: 'Das ließ sich nicht lesen',
    message:
      'Es wurde nicht so abgeschickt, wie es ein Formular dieser Website tut. Es wurde nichts geändert. Gehen Sie zurück und versuchen Sie es noch einmal.',
  },
  too_large: {
    title: 'Das war zu groß',
    message:
      'Es wurde mehr abgeschickt, als in ein Formular dieser Website passt. Es wurde nichts geändert. Gehen Sie zurück und versuchen Sie es noch einmal.',
  },
  cross_site: {
    title: 'Diese Anfrage kam von einer anderen Website',
    message:
      'Zu Ihrer Sicherheit nehmen wir nur Formulare von unseren eigenen Seiten an. Es wurde nichts geändert.',
  },
  other_address: {
    title: 'Diese Website hat eine andere Adresse',
    message:
      'Sie haben sie unter einem Namen geöffnet, unter dem sich niemand anmelden kann. Machen Sie unter ihrer eigenen Adresse weiter; es ging nichts verloren.',
  },
  outdated_page: {
    title: 'Diese Seite ist nicht mehr aktuell',
    message:
      'Wir haben die Website aktualisiert, seit Sie die Seite geöffnet haben; deshalb wurde Ihre Eingabe nicht ausgeführt. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },
  not_found: {
    title: 'Das konnten wir nicht finden',
    message: 'Es ist nicht da oder nicht mehr da. Es wurde nichts geändert.',
  },
  token_unreadable: {
    title: 'Wir können nicht lesen, was wir für Ihr {provider}-Konto aufbewahren',
    message:
      'Die Betreiber dieser Website müssen deren Schlüssel korrigieren. Es ging nichts verloren: Danach funktioniert es wieder.',
  },
  unavailable: {
    title: 'Wir erreichen unsere Datenbank nicht',
    message: 'Es ging nichts verloren, und niemand wurde abgemeldet. Versuchen Sie es gleich noch einmal.',
  },
  not_ready: {
    title: 'Dieser Server ist nicht bereit',
    message: 'Er startet gerade, wird aktualisiert oder hält gleich an. Versuchen Sie es gleich noch einmal.',
  },
  overloaded: {
    title: 'Gerade ist zu viel los',
    message:
      'Es ging nichts verloren, und niemand wurde abgemeldet. Versuchen Sie es in einigen Sekunden noch einmal.',
  },
  unknown: {
    title: 'Bei uns ist etwas schiefgegangen',
    message:
      'Wir haben es festgehalten. Versuchen Sie es erneut; wenn es wieder geschieht, nennen Sie uns die Kennung unten.',
  },
  email_unverified: {
    title: '{provider} hat Ihre E-Mail-Adresse nicht bestätigt',
    message:
      'Bestätigen Sie die Adresse zuerst bei {provider} und melden Sie sich dann erneut an. Oder wählen Sie ein anderes {provider}-Konto.',
  },
  email_taken: {
    title: 'Diese E-Mail-Adresse gehört hier schon zu einem anderen Konto',
    message:
      'Jemand hat sich hier mit derselben Adresse über ein anderes {provider}-Konto registriert. Melden Sie sich mit dem {provider}-Konto an, das Sie beim ersten Mal benutzt haben. Falls Sie die Adresse erst vor Kurzem erhalten haben oder es jenes Konto nicht mehr gibt, bitten Sie die Betreiber dieser Website, sie freizugeben.',
  },
  domain_not_allowed: {
    title: 'Diese Website ist bestimmten Organisationen vorbehalten',
    message:
      'Ihr {provider}-Konto gehört zu keiner davon. Melden Sie sich mit Ihrem Konto bei der Arbeit oder der Schule an.',
  },
  account_disabled: {
    title: 'Dieses Konto ist gesperrt',
    message:
      'Die Betreiber dieser Website haben es gesperrt. Es wurde nichts gelöscht. Fragen Sie sie, wenn Sie den Grund wissen möchten oder es für einen Irrtum halten.',
  },
  account_endangered: {
    title: 'Dieses Konto ist zu seiner Sicherheit gesperrt',
    message:
      '{provider} hat uns mitgeteilt, dass möglicherweise jemand anderes darauf Zugriff hatte. Sichern Sie zuerst Ihr {provider}-Konto; hier können Sie sich wieder damit anmelden, sobald {provider} es für sicher erklärt.',
  },
  account_suspended: {
    title: 'Dieses Konto ist gesperrt',
    message:
      '{provider} hat uns mitgeteilt, dass es dort deaktiviert ist. Nichts wurde gelöscht, und hier können Sie sich wieder damit anmelden, sobald {provider} meldet, dass es in Gebrauch ist. Was Sie hier sonst verbunden haben, öffnet Ihr Konto weiterhin.',
  },
  account_gone: {
    title: 'Dieses Konto gibt es nicht mehr',
    message:
      '{provider} hat uns mitgeteilt, dass es das Konto dort nicht mehr gibt; deshalb kann sich niemand damit anmelden. Hier wurde nichts gelöscht. Was Sie hier sonst verbunden haben, öffnet Ihr Konto weiterhin.',
  },
  account_taken: {
    title: 'Dieses {provider}-Konto öffnet hier ein anderes Konto',
    message:
      'Jemand, vielleicht Sie selbst, meldet sich hier schon damit an; es kann daher nicht auch mit diesem Konto verbunden werden. Melden Sie sich damit an, um jenes Konto zu benutzen; oder löschen Sie zuerst jenes Konto und verbinden Sie es dann hier.',
  },
  last_account: {
    title: 'Das ist Ihr einziger Weg, sich anzumelden',
    message:
      'Ohne ihn könnte niemand mehr Ihr Konto öffnen; deshalb wurde nichts geändert. Verbinden Sie zuerst ein anderes Konto oder löschen Sie Ihr Konto in den Einstellungen.',
  },
  other_account: {
    title: 'Das war ein anderes {provider}-Konto',
    message: 'Es wurde nichts geändert. Versuchen Sie es erneut mit dem Konto, um das es geht.',
    facebook: 'Facebook nimmt das Konto, das dort angemeldet ist: Wechseln Sie es zuerst auf facebook.com.',
    twitter: 'X nimmt das Konto, das dort angemeldet ist: Wechseln Sie es zuerst auf x.com.',
  },
  not_recent: {
    title: '{provider} hat nicht nachgefragt, wer Sie sind',
    message:
      'Melden Sie sich in diesem Browser bei {provider} ab und versuchen Sie es dann erneut, damit {provider} fragt, wer Sie sind.',
  },
  session_changed: {
    title: 'Sie haben sich inzwischen abgemeldet oder das Konto gewechselt',
    message:
      'Was Sie begonnen haben, gehört zu einer Sitzung, die vorbei ist. Es wurde nichts geändert; beginnen Sie von hier aus neu.',
  },
  provider_unavailable: {
    title: '{provider} antwortet nicht',
    message:
      'Das liegt nicht an Ihnen, und es wurde nichts geändert. Warten Sie eine Minute und versuchen Sie es dann erneut.',
  },
  provider_refused: {
    title: '{provider} hat diese Anwendung nicht akzeptiert',
    message:
      'Die Betreiber dieser Website müssen deren Einstellungen für {provider} korrigieren. Bis dahin hilft es nicht, es erneut zu versuchen.',
  },
  provider_misunderstood: {
    title: 'Wir und {provider} haben einander nicht verstanden',
    message:
      'Der Fehler liegt bei uns oder bei {provider}, nicht bei Ihnen, und es wurde nichts geändert. Wir haben es festgehalten. Wenn es so bleibt, nennen Sie uns die Kennung unten.',
  },
  redirect_mismatch: {
    title: '{provider} kennt die Adresse dieser Website nicht',
    message:
      'Die Betreiber dieser Website müssen deren genaue Adresse bei {provider} eintragen. Bis dahin hilft es nicht, es erneut zu versuchen.',
  },
  provider_invalid: {
    title: 'Wir konnten der Antwort von {provider} nicht trauen',
    message:
      'Eine Sicherheitsprüfung der Antwort ist fehlgeschlagen; deshalb wurde nichts geändert. Versuchen Sie es erneut.',
  },
  provider_asks: {
    title: '{provider} muss Sie zuerst etwas fragen',
    message:
      'Die nötige Antwort fehlte; deshalb wurde nichts geändert. Versuchen Sie es erneut und beantworten Sie, was gefragt wird.',
  },
  provider_policy: {
    title: 'Ihr {provider}-Konto darf hier nicht benutzt werden',
    message:
      'Die Regeln Ihrer Organisation oder eine Schutzfunktion Ihres Kontos erlauben es nicht. Fragen Sie Ihre Administration oder wählen Sie ein anderes {provider}-Konto.',
  },
  provider_limit: {
    title: '{provider} lässt hier vorerst niemanden mehr herein',
    message:
      'In letzter Zeit haben sich zu viele Personen auf dieser Website angemeldet. Das liegt nicht an Ihnen, und es wurde nichts geändert. Warten Sie eine Weile und versuchen Sie es dann erneut.',
  },
  provider_denied: {
    title: '{provider} hat Sie nicht hereingelassen',
    message:
      'Den angegebenen Grund kennen wir nicht, und es wurde nichts geändert. Versuchen Sie es erneut; wenn es wieder geschieht, fragen Sie Ihre Administration oder nennen Sie uns die Kennung unten.',
  },
  not_from_provider: {
    title: 'Das stammt nicht von {provider}',
    message:
      'Was {provider} an diese Adresse sendet, ist signiert, und das hier ist es nicht. Es wurde nichts geändert.',
  },
  provider_off: {
    title: 'Die Anmeldung mit {provider} wird hier nicht angeboten',
    message:
      'Diese Website arbeitet derzeit nicht mit {provider}. Es wurde nichts geändert: Melden Sie sich auf anderem Weg an oder fragen Sie die Betreiber dieser Website.',
  },
  provider_unpaid: {
    title: '{provider} antwortet dieser Website vorerst nicht',
    message:
      'Was die Betreiber dieser Website bei {provider} bezahlt haben, ist aufgebraucht. Das liegt nicht an Ihnen, und es wurde nichts geändert. Kommen Sie später wieder oder melden Sie sich auf anderem Weg an, falls Sie einen haben.',
  },
} satisfies Translation<typeof en>
