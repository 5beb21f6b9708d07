import type { deletion as en } from '#lib/messages/en/deletion'
import type { Translation } from '#lib/messages/translation'

export const deletion = {
  title: 'Konto löschen',
  intro:
    'Das geschieht sofort und kann nicht rückgängig gemacht werden. Wenn Sie Ihre Daten behalten möchten, <link>laden Sie sie zuerst in den Einstellungen herunter</link>.',
  goes: 'Was wegfällt',
  signedOut:
    'Sie melden sich mit {accounts} an: Das öffnet hier nichts mehr, und Sie werden überall abgemeldet.',
  accountOf: '{account} ({provider})',
  stays: 'Was bleibt',
  kept: '{name}. <muted>{until}</muted>',
  order: {
    token:
      'Für jedes {provider}-Konto ein verschlüsseltes Token, das wir brauchen, um {provider} mitzuteilen, dass unser Zugriff endet. Es wird gelöscht, sobald {provider} das bestätigt hat, meist binnen Sekunden, spätestens aber nach dreißig Tagen.',
    tokens:
      'Für jedes {provider}-Konto, das mehr als die Anmeldung erlaubt hat, dessen verschlüsselte Tokens, die wir brauchen, um {provider} mitzuteilen, dass unser Zugriff endet. Sie werden gelöscht, sobald {provider} das bestätigt hat, meist binnen Sekunden, spätestens aber nach dreißig Tagen.',
    subject:
      'Für jedes {provider}-Konto dessen Nummer dort, verschlüsselt, die wir brauchen, um {provider} mitzuteilen, dass unser Zugriff endet. Sie wird gelöscht, sobald {provider} das bestätigt hat, meist binnen Sekunden, spätestens aber nach dreißig Tagen.',
  },
  listed: '{provider} selbst führt {brand} auf, bis Sie <link>es dort entfernen</link>.',
  nothingElse: 'Sonst nichts. Eine erneute Anmeldung legt ein neues, leeres Konto an.',
  sure: 'Sind Sie sicher?',
  know: 'Ich weiß, dass mein Konto und alles darin für immer weg sein wird.',
  keep: 'Mein Konto behalten',
  delete: 'Mein Konto löschen',
} satisfies Translation<typeof en>
