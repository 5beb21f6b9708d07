import type { alerts as en } from '#lib/messages/en/alerts'
import type { Translation } from '#lib/messages/translation'

export const alerts = {
  card: {
    title: 'E-Mails von uns',
    to: 'Wir schreiben an {address}.',
    nowhere:
      'Das Konto, mit dem Sie sich anmelden, teilt uns keine E-Mail-Adresse mit. Deshalb kann Sie keine E-Mail erreichen. Verbinden Sie ein Konto, das eine hat, dann erfahren Sie von allem, was unten steht.',
    off: 'Die Betreiber dieser Website haben den E-Mail-Versand nicht eingerichtet. Zurzeit wird nichts verschickt.',
    choose: 'Schreiben Sie mir, wenn',
    accessEnded: 'unser Zugriff auf eines Ihrer Konten endet',
    permissionChanged: 'eine Berechtigung erteilt oder zurückgenommen wird',
    save: 'Auswahl speichern',
    always: 'Wir schreiben immer, wenn',
    always1: 'sich ein neuer Browser anmeldet oder eine Anmeldung in einen anderen Browser umzieht',
    always2: 'ein Konto verbunden oder getrennt wird',
    always3: 'sich Ihre E-Mail-Adresse hier ändert, auch an die alte',
    always4: 'Ihre Daten heruntergeladen werden oder Ihr Konto gelöscht wird',
    always5: 'ein Konto, mit dem Sie sich anmelden, in Gefahr sein könnte',
    why: 'Diese lassen sich nicht abbestellen: Wer in Ihr Konto gelangt, könnte sie sonst abbestellen, und Sie würden es nie erfahren.',
  },
  deletion: {
    stays:
      'Ihre E-Mail-Adresse, verschlüsselt, bis die E-Mail verschickt ist, die Ihnen das bestätigt: meist nach Sekunden. Nach drei Tagen wird sie auf jeden Fall gelöscht.',
  },
  line: {
    title: 'Waren Sie das?',
    link: 'Waren Sie das?',
    lead: 'Wenn ja, ist nichts zu tun. Wenn nicht, beenden Sie es hier.',
    happened: 'Was geschehen ist',
    when: 'Wann',
    browser: 'Browser',
    from: 'IP-Adresse',
    session: 'Dort angemeldet',
    itself: 'Nicht in einem Ihrer Browser geschehen',
    written: 'Wir haben Ihnen dazu geschrieben',
    end: 'Beenden',
    live: 'Der Browser dort ist noch bei Ihrem Konto angemeldet.',
    signOut: 'Den Browser dort abmelden',
    over: 'Der Browser dort ist schon abgemeldet.',
    overText:
      'Wer ihn benutzt hat, kann hier nichts mehr sehen und nichts mehr tun. Es ist nichts mehr zu beenden.',
    here: 'Das ist der Browser, den Sie gerade benutzen.',
    hereText:
      'Wenn Sie das nicht waren, hat jemand anderes diesen Browser benutzt. Melden Sie sich ab, wenn Sie ihn verlassen, und sichern Sie das Konto, mit dem Sie sich anmelden.',
    hereMoved:
      'Die Anmeldung dieses Browsers wurde auch in einem anderen benutzt, oder dieser Browser hat sich eine Zeit lang anders genannt. Wenn Sie das nicht waren, melden Sie sich hier ab: Das beendet sie in beiden. Melden Sie sich danach neu an.',
    signOutHere: 'Hier abmelden',
    unknown: 'Dadurch wurde kein Browser angemeldet, oder wir wissen nicht, welcher.',
    unknownText: 'Sehen Sie nach, wo Sie angemeldet sind, und melden Sie alles ab, was Sie nicht kennen.',
    sessions: 'Nachsehen, wo Sie angemeldet sind',
    others:
      '{count, plural, one {Ein anderer Browser ist bei Ihrem Konto angemeldet.} other {# andere Browser sind bei Ihrem Konto angemeldet.}}',
    othersText:
      'Wenn Sie nicht sicher sind, dass Sie alle kennen, melden Sie sich überall außer hier ab. Anmelden können Sie sich jederzeit wieder.',
    signOutOthers: 'Überall sonst abmelden',
    noOthers: 'Sie sind nirgendwo sonst angemeldet.',
    secure: 'Sichern Sie dann das Konto, mit dem Sie sich anmelden',
    secureText:
      'Wir haben kein Passwort von Ihnen. Wer hier hineinkam, konnte sich bei {provider} als Sie anmelden oder saß an einem Browser, in dem Sie angemeldet waren.',
    step1: 'Ändern Sie Ihr Passwort bei {provider}',
    step2:
      'Sehen Sie bei {provider} nach, welche Geräte angemeldet sind, und melden Sie die ab, die Sie nicht kennen',
    step3: 'Sehen Sie hier nach, was Ihr Konto öffnet, und trennen Sie, was Sie nicht kennen',
    connections: 'Ihre Verbindungen ansehen',
    missing: 'Das gehört nicht zu Ihrem Konto',
    missingText:
      'Es gehört zu einem anderen Konto oder ist älter als zwölf Monate. Wenn Sie durch eine E-Mail hierhergekommen sind, melden Sie sich mit dem Konto an, das sie nennt.',
    activity: 'Ihre Aktivitäten ansehen',
  },
} satisfies Translation<typeof en>
