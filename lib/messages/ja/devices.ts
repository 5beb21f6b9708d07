import type { devices as en } from '#lib/messages/en/devices'
import type { Translation } from '#lib/messages/translation'

export const devices = {
  named: '{browser}（{system}）',
  unknown: '不明なブラウザ',
  about: '{place}付近',
  town: '{country} {town}',
  at: '{device}、アドレス {address}',
  none: 'お使いのブラウザからではありません',
  thisDevice: 'この端末',
  now: '使用中',
  lastUsed: '最終使用：<when></when>',
} satisfies Translation<typeof en>
