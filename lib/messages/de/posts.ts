import type { posts as en } from '#lib/messages/en/posts'
import type { Translation } from '#lib/messages/translation'

export const posts = {
  about: 'Was Sie bei X veröffentlicht haben.',
  of: 'Was <name></name> bei {provider} veröffentlicht hat',
  posts: 'Beiträge',
  waiting: 'X sucht …',
  kinds: 'Welche Beiträge',
  filter: { all: 'Alle', written: 'Ohne Reposts', own: 'Ohne Reposts und Antworten' },
  summary: {
    all: '{count, plural, one {# Beitrag} other {# Beiträge}}, neueste zuerst.',
    first: '{count, plural, one {Der erste # Beitrag} other {Die ersten # Beiträge}}, neueste zuerst.',
    next: '{count, plural, one {Der nächste # Beitrag} other {Die nächsten # Beiträge}}, neueste zuerst.',
    last: '{count, plural, one {Der letzte # Beitrag} other {Die letzten # Beiträge}}, neueste zuerst.',
  },
  hiddenAll: 'X zeigt keinen der Beiträge auf dieser Seite',
  hiddenAllText:
    'X führt hier {count, plural, one {# Beitrag} other {# Beiträge}} und teilt nur mit, dass {count, plural, one {er} other {sie}} nicht oder derzeit nicht gezeigt {count, plural, one {wird} other {werden}}.',
  nothingHere: 'Nichts auf dieser Seite',
  nothingHereText: 'X hat mehr als diese Seite: Auf der nächsten kann etwas sein.',
  noMore: 'Es gibt keine weiteren Beiträge',
  noMoreText:
    'X listet höchstens die letzten {most, number} auf. Was auf dieser Seite war, wurde vielleicht inzwischen gelöscht.',
  noneSuch: 'Es gibt keine solchen Beiträge',
  noneSuchText: 'X wurde gebeten, einige wegzulassen. Es kann andere geben.',
  empty: 'Es gibt keine Beiträge',
  emptyText: 'Was Sie bei X mit diesem Konto veröffentlichen, wird hier aufgelistet.',
  hidden: 'X hat hier {count, plural, one {einen Beitrag} other {# Beiträge}} ausgelassen',
  hiddenText: 'X sagt nicht, warum oder für wie lange. Alles andere ist hier.',
  restarted: 'Diese Seite gibt es nicht mehr; dies ist die erste',
  restartedText: 'X merkt sich die Stelle in einer Liste nur eine Weile.',
  kind: { reply: 'Antwort', quote: 'Zitat', repost: 'Repost' },
  cut: 'X zeigt uns nur den Anfang davon.',
  noText: 'Nichts, was sich als Text zeigen lässt',
  openX: 'X öffnen',
  openAt: 'Bei X öffnen',
} satisfies Translation<typeof en>
