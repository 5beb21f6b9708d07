import type { pages as en } from '#lib/messages/en/pages'
import type { Translation } from '#lib/messages/translation'

export const pages = {
  overview: 'Übersicht',
  sessions: 'Sitzungen',
  activity: 'Aktivitäten',
  drive: 'Drive',
  posts: 'Beiträge',
  connections: 'Verbindungen',
  settings: 'Einstellungen',
  backTo: 'Zurück: {page}',
  start: 'Zur Startseite',
  toOverview: 'Zur Übersicht',
  goOn: 'Weiter',
  tryAgain: 'Erneut versuchen',
  first: 'Erste Seite',
  next: 'Nächste Seite',
  list: 'Seiten',
  missingTitle: 'Seite nicht gefunden',
  missing: 'Unter dieser Adresse gibt es keine Seite',
  missingText:
    'Sie ist vielleicht umgezogen, oder der Link ist abgeschnitten. Mit Ihrem Konto ist alles in Ordnung.',
  previous: 'Vorherige Seite',
  elsewhere: 'öffnet {site}',
} satisfies Translation<typeof en>
