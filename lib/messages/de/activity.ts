import type { activity as en } from '#lib/messages/en/activity'
import type { Translation } from '#lib/messages/translation'

export const activity = {
  intro:
    'Was in Ihrem Konto in den letzten zwölf Monaten geschah. Wenn Sie etwas davon nicht waren, <link>melden Sie das Gerät ab</link>, von dem es kam.',
  kinds: 'Arten von Aktivitäten',
  everything: 'Alles',
  'sign-ins': 'Anmeldungen',
  sessions: 'Sitzungen',
  permissions: 'Berechtigungen',
  account: 'Konto',
  titleOf: '{group} – Aktivitäten',
  summary: '{group}: {count, plural, one {# Eintrag} other {# Einträge}}',
  nothingOlder: 'Nichts Älteres',
  nothingOlderText: 'Hier endet der Verlauf.',
  nothing: 'Nichts in den letzten zwölf Monaten',
  nothingText: 'Es ist nichts geschehen.',
  nothingOfKind: 'Von dieser Art ist nichts geschehen.',
  showAll: 'Alles zeigen',
  noBrowser: 'Nicht von einem Browser von Ihnen',
} satisfies Translation<typeof en>
