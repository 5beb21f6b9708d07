import type { devices as en } from '#lib/messages/en/devices'
import type { Translation } from '#lib/messages/translation'

export const devices = {
  named: '{browser} على {system}',
  unknown: 'متصفح غير معروف',
  about: 'بالقرب من {place}',
  town: '{town}، {country}',
  at: '{device} من العنوان {address}',
  none: 'ليس من متصفح لك',
  thisDevice: 'هذا الجهاز',
  now: 'قيد الاستخدام الآن',
  lastUsed: 'آخر استخدام <when></when>',
} satisfies Translation<typeof en>
