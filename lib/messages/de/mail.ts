import type { mail as en } from '#lib/messages/en/mail'
import type { Translation } from '#lib/messages/translation'

export const mail = {
  subject: {
    newBrowser: 'Neue Anmeldung bei Ihrem {brand}-Konto',
    browserMoved: 'Eine Anmeldung bei Ihrem {brand}-Konto ist in einen anderen Browser umgezogen',
    connectionAdded: 'Mit Ihrem {brand}-Konto wurde ein Konto verbunden',
    connectionRemoved: 'Von Ihrem {brand}-Konto wurde ein Konto getrennt',
    addressChanged: 'Das ist jetzt die Adresse Ihres {brand}-Kontos',
    addressLeft: 'Die Adresse Ihres {brand}-Kontos hat sich geändert',
    accountAtRisk: 'Ihr {provider}-Konto ist möglicherweise in Gefahr',
    accountDeleted: 'Ihr {brand}-Konto ist gelöscht',
    dataDownloaded: 'Ihre {brand}-Daten wurden heruntergeladen',
    accessEnded: 'Unser Zugriff auf {provider} ist beendet',
    permissionChanged: 'Eine Berechtigung Ihres {brand}-Kontos hat sich geändert',
  },
  title: {
    newBrowser: 'Ein neuer Browser hat sich angemeldet',
    browserMoved: 'Eine Anmeldung ist in einen anderen Browser umgezogen',
    connectionAdded: 'Ein weiterer Weg, sich anzumelden',
    connectionRemoved: 'Ein Weg weniger, sich anzumelden',
    addressChanged: 'Ihre neue Adresse bei uns',
    addressLeft: 'Nicht mehr Ihre Adresse bei uns',
    accountAtRisk: 'Ihr {provider}-Konto ist möglicherweise in Gefahr',
    accountDeleted: 'Ihr Konto ist gelöscht',
    dataDownloaded: 'Eine Kopie Ihrer Daten',
    accessEnded: 'Unser Zugriff ist beendet',
    permissionChanged: 'Eine Berechtigung hat sich geändert',
  },
  text: {
    newBrowser:
      'Jemand hat sich bei Ihrem Konto mit einem Browser angemeldet, der dafür noch nie benutzt wurde.',
    browserMoved:
      'Sie waren mit {from} angemeldet, und dieselbe Anmeldung wird jetzt mit {to} benutzt, ohne dass sich jemand neu angemeldet hat. Manche Browser nennen sich anders, wenn man die Desktop-Ansicht verlangt. So sieht es aber auch aus, wenn jemand kopiert hat, was Sie angemeldet hält.',
    browserMovedSomewhere:
      'Eine Ihrer Anmeldungen wird jetzt mit einem anderen Browser als vorher benutzt, ohne dass sich jemand neu angemeldet hat. Manche Browser nennen sich anders, wenn man die Desktop-Ansicht verlangt. So sieht es aber auch aus, wenn jemand kopiert hat, was Sie angemeldet hält.',
    connectionAdded:
      'Das unten genannte Konto öffnet ab jetzt Ihr Konto hier, so wie das, womit Sie sich bisher angemeldet haben.',
    connectionRemoved: 'Das unten genannte Konto öffnet Ihr Konto hier nicht mehr.',
    removedByReport:
      '{provider} hat uns mitgeteilt, dass Sie Ihr {provider}-Konto hier löschen lassen möchten, und das haben wir getan. Es öffnet Ihr Konto nicht mehr.',
    addressChanged: 'Ab jetzt schreiben wir an diese Adresse. Es ist die, die {provider} uns mitteilt.',
    addressLeft:
      'Das Konto, mit dem Sie sich anmelden, teilt uns jetzt eine andere Adresse mit oder keine. An diese schreiben wir nicht mehr.',
    accountAtRisk:
      '{provider} hat uns mitgeteilt, dass möglicherweise jemand anderes Ihr Passwort dort kennt, und bittet Sie, es zu ändern. Bis Sie bestätigen, dass Sie es sind, geschieht in Ihrem Konto hier nichts, was sich nicht rückgängig machen lässt.',
    accountDeleted:
      'Ihr Profil, Ihre Aktivitäten und alle Sitzungen sind gelöscht, und wir beenden unseren Zugriff bei jedem Anbieter. Niemand kann das rückgängig machen. Diese Adresse haben wir nur für diese eine E-Mail behalten und vergessen sie jetzt.',
    deletedByReport:
      '{provider} hat uns mitgeteilt, dass Sie Ihre Daten hier löschen lassen möchten, und das haben wir getan: Ihr Profil, Ihre Aktivitäten und alle Sitzungen sind gelöscht. Diese Adresse haben wir nur für diese eine E-Mail behalten und vergessen sie jetzt.',
    dataDownloaded:
      'Jemand hat alles heruntergeladen, was wir über Sie speichern: Ihr Profil, womit Sie sich anmelden, wo Sie angemeldet sind, und Ihre Aktivitäten. Darin ist kein Passwort und nichts, was Ihr Konto öffnet.',
    accessEnded:
      '{provider} lässt uns nicht mehr sehen, was Sie erlaubt hatten. Anmelden können Sie sich weiterhin. Um es wieder zu nutzen, verbinden Sie das Konto in Ihrem Konto hier noch einmal.',
    accessRemoved:
      'Diese Website wurde in den Einstellungen Ihres {provider}-Kontos entfernt. Das hat die Sitzungen beendet, die darüber begonnen wurden.',
    permissionGiven: 'Wir dürfen jetzt sehen, was erlaubt wurde, und sonst nichts.',
    permissionRemoved: 'Wir sehen nicht mehr, was vorher erlaubt war.',
  },
  others:
    '{count, plural, one {Dasselbe ist in diesen Stunden noch einmal geschehen. Ihre Aktivitäten zeigen beides.} other {Dasselbe ist in diesen Stunden noch #\u00a0Mal geschehen. Ihre Aktivitäten zeigen alles.}}',
  fact: {
    when: 'Wann',
    browser: 'Browser',
    from: 'IP-Adresse',
    account: 'Konto',
  },
  wasYou: 'Wenn Sie das waren, ist nichts zu tun.',
  wasYouThere: 'Wenn Sie das selbst bei {provider} veranlasst haben, ist nichts zu tun.',
  wasNot: {
    session:
      'Wenn nicht, nutzen Sie die Schaltfläche: Sie melden sich an wie immer, und die Seite zeigt, was geschehen ist, und meldet jenen Browser ab.',
    itself:
      'Wenn Sie das nicht wollten, nutzen Sie die Schaltfläche: Die Seite zeigt, was geschehen ist und was zu tun ist.',
    deleted:
      'Wenn Sie das nicht waren, kann sich jemand anderes bei {provider} als Sie anmelden. Ändern Sie zuerst dort Ihr Passwort, und fangen Sie dann hier neu an.',
  },
  risk: {
    changed: 'Wenn Sie es schon geändert haben, ist nichts zu tun.',
    unchanged: 'Wenn nicht, ändern Sie es jetzt, und sehen Sie danach hier Ihre Aktivitäten durch.',
  },
  button: 'Das war ich nicht',
  secure: '{provider}-Konto absichern',
  footer: {
    why: 'Sie bekommen diese E-Mail, weil es um die Sicherheit Ihres Kontos bei {site} geht. Sie lässt sich nicht abbestellen, damit niemand sie abbestellen kann, der in Ihr Konto gelangt.',
    optional:
      'Sie bekommen diese E-Mail wegen Ihres Kontos bei {site}. In dessen Einstellungen wählen Sie, welche davon Sie möchten:',
    farewell: 'Sie bekommen diese E-Mail, weil ein Konto bei {site} diese Adresse hatte.',
    safe: 'Kein Link darin meldet jemanden an, und wir fragen nie nach einem Passwort.',
  },
} satisfies Translation<typeof en>
