import type { devices as en } from '#lib/messages/en/devices'
import type { Translation } from '#lib/messages/translation'

export const devices = {
  about: 'بالقرب من {place}',
  town: '{town}، {country}',
  at: '{device} من العنوان {address}',
  thisDevice: 'هذا الجهاز',
  now: 'قيد الاستخدام الآن',
  lastUsed: 'آخر استخدام <when></when>',
} satisfies Translation<typeof en>
