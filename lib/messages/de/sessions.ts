import type { sessions as en } from '#lib/messages/en/sessions'
import type { Translation } from '#lib/messages/translation'

export const sessions = {
  title: 'Sitzungen',
  intro:
    'Die Geräte, auf denen Sie angemeldet sind. Melden Sie eines ab, das Sie nicht kennen oder nicht mehr benutzen: Das geschieht sofort.',
  hereOnly: 'Sie sind nur hier angemeldet',
  hereAnd: 'Hier und auf {count, plural, one {einem anderen Gerät} other {# anderen Geräten}}',
  limits:
    'Ein Gerät, das {idle} lang nicht benutzt wird, wird von selbst abgemeldet, und keines bleibt länger als {absolute} angemeldet.',
  details: 'Details<hidden> zu {name}</hidden>',
  signOut: 'Abmelden<hidden>: {name}</hidden>',
  signOutHere: 'Hier abmelden',
  address: 'Adresse',
  addressUnknown: 'Unbekannt',
  signedInWith: 'Angemeldet mit',
  account: '{account} bei {provider}',
  firstSeen: 'Zuerst gesehen',
  lastUsed: 'Zuletzt benutzt',
  endsAt: 'Spätestens abgemeldet',
  callsItself: 'Nennt sich',
  saysNothing: 'Es sagt nicht, was es ist',
  others: {
    label: 'Alle anderen abmelden',
    title: '{count, plural, one {Ein anderes Gerät} other {# andere Geräte}} abmelden?',
    text: 'Jedes andere Gerät wird sofort abgemeldet, wo immer es ist. Hier bleiben Sie angemeldet.',
    keep: '{count, plural, one {Angemeldet lassen} other {Alle angemeldet lassen}}',
    confirm: '{count, plural, one {Abmelden} other {Alle abmelden}}',
  },
} satisfies Translation<typeof en>
