import type { header as en } from '#lib/messages/en/header'
import type { Translation } from '#lib/messages/translation'

export const header = {
  menu: 'Kontomenü von {name}',
  accounts: 'Sie melden sich an mit',
  manage: 'Verbindungen verwalten',
  theme: 'Farbschema',
  themes: { system: 'Wie im System', light: 'Hell', dark: 'Dunkel' },
} satisfies Translation<typeof en>
