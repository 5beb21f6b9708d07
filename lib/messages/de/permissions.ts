import type { permissions as en } from '#lib/messages/en/permissions'
import type { Translation } from '#lib/messages/translation'

export const permissions = {
  recognise: 'Sie wiedererkennen, wenn Sie zurückkommen',
  email: 'Ihre E-Mail-Adresse sehen',
  emailIfShared: 'Ihre E-Mail-Adresse sehen, wenn Sie sie freigeben',
  profile: 'Ihren Namen und Ihr Bild sehen',
  handle: 'Ihren Namen, Ihren Nutzernamen und Ihr Bild sehen',
  posts: 'Beiträge sehen, die Sie sehen können: X kennt keine kleinere Berechtigung',
  unused: '{provider} führt diese Berechtigung auf. Wir nutzen sie nicht.',
  sharedProfile: 'Name und Bild',
  sharedHandle: 'Name, Nutzername und Bild',
  sharedEmail: 'E-Mail-Adresse',
  seen: 'Was wir sehen',
  never: 'Was wir nie tun',
} satisfies Translation<typeof en>
