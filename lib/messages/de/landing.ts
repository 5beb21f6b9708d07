import type { landing as en } from '#lib/messages/en/landing'
import type { Translation } from '#lib/messages/translation'

export const landing = {
  title: 'Anmeldung, <nowrap>richtig gemacht.</nowrap>',
  titleOnly: 'Anmeldung mit {provider}, <nowrap>richtig gemacht.</nowrap>',
  lead: '{brand} ist eine offene Grundlage für das Produkt Ihres Teams: Konten, Sitzungen und Tokens, in Ihrer eigenen PostgreSQL-Datenbank und bis ins Letzte fertig.',
  leadOpenid:
    '{brand} ist eine offene Grundlage für das Produkt Ihres Teams: Konten, Sitzungen und {provider}-Tokens, in Ihrer eigenen PostgreSQL-Datenbank und bis ins Letzte fertig.',
  welcome: 'Willkommen zurück',
  welcomeName: 'Willkommen zurück, <name></name>',
  signedIn: 'Sie sind angemeldet. Ihre Kontoseite zeigt, was {brand} über Sie weiß, und diese Sitzung.',
  toAccount: 'Zu Ihrem Konto',
  points: 'Was nach dem Tutorial kommt',
  start: 'Ein Befehl startet alles: App, Datenbank und Sandbox.',
  checked: 'Jede Antwort geprüft',
  checkedText:
    'Ein State bei jeder Anmeldung, PKCE und eine Nonce überall, wo der Anbieter sie kennt. Niemand kommt herein, bevor die Antwort geprüft ist.',
  checkedOpenid: '{provider}, geprüft',
  checkedOpenidText:
    'PKCE, State und Nonce bei jeder Anmeldung. Signatur und Angaben des id_token werden geprüft, bevor jemand hereinkommt.',
  fresh: 'Tokens verwahrt und frisch',
  freshText:
    'Für ihre Zeile verschlüsselt, einmal erneuert, wie viele auch fragen, und ein beendeter Zugriff sagt, warum und wie es weitergeht.',
  account: 'Eine Kontoseite',
  accountText:
    'Wo man angemeldet ist, was die App darf, was wann geschah, die eigenen Daten zum Mitnehmen und der Weg hinaus.',
  rehearsed: 'Alles davon, geprobt',
  rehearsedText:
    'Eine Sandbox mit Konten und Zustimmungsseiten liegt bei; so bauen und testen Sie ohne Projekt bei einem Anbieter.',
  rehearsedOpenid: '{provider}, geprobt',
  rehearsedOpenidText:
    'Ein Sandbox-{provider} mit Konten und Zustimmungsseiten liegt bei; so bauen und testen Sie ohne {provider}-Projekt.',
  key: 'Eine Anmeldung,<br></br>vier Einschnitte',
  browser: 'Ihr Browser',
  browserText: 'beginnt mit einem frischen State und seinen Nachweisen, gültig für eine Anmeldung.',
  browserOpenid: 'beginnt mit frischem State, frischer Nonce und PKCE-Challenge, gültig für eine Anmeldung.',
  provider: 'Ihr Anbieter',
  providerText: 'fragt, wer Sie sind, und antwortet mit einem Code, der einmal gilt.',
  providerOpenid: 'fragt, wer Sie sind, und antwortet mit einem signierten id_token.',
  here: 'prüft, wer antwortet und für wen, bevor es ein Wort glaubt.',
  hereOpenid: 'prüft die Signatur und jede Angabe, bevor es ein Wort glaubt.',
  database: 'bewahrt Ihre Sitzung auf und von ihrem Token nur den Hash.',
} satisfies Translation<typeof en>
