import type { devices as en } from '#lib/messages/en/devices'
import type { Translation } from '#lib/messages/translation'

export const devices = {
  about: 'ungefähr {place}',
  town: '{town} ({country})',
  at: '{device}, Adresse {address}',
  thisDevice: 'Dieses Gerät',
  now: 'Gerade in Benutzung',
  lastUsed: 'Zuletzt <when></when>',
} satisfies Translation<typeof en>
