import type { farewell as en } from '#lib/messages/en/farewell'
import type { Translation } from '#lib/messages/translation'

export const farewell = {
  signedOut: 'Sie sind abgemeldet',
  signedOutText:
    'Dieser Browser öffnet Ihr Konto hier nicht mehr. Bei {providers} sind Sie vielleicht noch angemeldet: Falls andere diesen Computer benutzen, melden Sie sich auch dort ab.',
  signOutAt: 'Bei {provider} abmelden',
  signOutIn: '{provider} öffnen, um sich dort abzumelden',
  goodbye: 'Auf Wiedersehen',
  deleted: 'Ihr Konto ist gelöscht',
  deletedText:
    'Alles, was wir über Sie aufbewahrt haben, ist weg, und Sie sind überall abgemeldet. Auch unser Zugriff auf die Konten, mit denen Sie sich angemeldet haben, endet: Das teilen wir gerade jedem Anbieter mit, der es wissen muss. Meist dauert es nur Sekunden; antwortet einer nicht, versuchen wir es eine Woche lang weiter.',
  thanks: 'Danke, dass Sie hier waren. Eine erneute Anmeldung legt ein neues, leeres Konto an.',
  request: 'Ihr Löschauftrag',
  unknown: 'Wir kennen keinen solchen Auftrag',
  unknownText:
    'Der Code am Ende dieser Adresse ist abgeschnitten oder falsch, oder der Auftrag ist älter als {days, plural, one {# Tag} other {# Tage}}: Danach vergessen wir, dass es ihn gab.',
  running: 'Ihre Daten werden gelöscht',
  runningText: 'Schauen Sie in einer Stunde noch einmal hier nach. Sie haben darum gebeten am <time></time>',
  done: 'Ihre Daten sind gelöscht',
  doneText:
    'Was wir von dem Konto hatten, um das es ging, ist weg. Falls es Ihr einziger Weg war, sich hier anzumelden, ist auch Ihr Konto bei uns mit allem darin weg.',
  forgotten:
    'Nichts hier sagt, wer Sie sind. Dass Sie darum gebeten haben, vergessen wir nach {days, plural, one {# Tag} other {# Tagen}}.',
  asked: 'Sie haben darum gebeten am <time></time>',
} satisfies Translation<typeof en>
