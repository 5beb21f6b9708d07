import type { devices as en } from '#lib/messages/en/devices'
import type { Translation } from '#lib/messages/translation'

export const devices = {
  about: '{place}付近',
  town: '{country} {town}',
  at: '{device}、アドレス {address}',
  thisDevice: 'このデバイス',
  now: '使用中',
  lastUsed: '最終使用：<when></when>',
} satisfies Translation<typeof en>
