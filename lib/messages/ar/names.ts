import type { names as en } from '#lib/messages/en/names'
import type { Translation } from '#lib/messages/translation'

export const names = {
  namelessAccount: 'حسابك لدى {provider}',
  namelessStart: 'حسابك لدى {provider}',
  accountAt: '{account} لدى {provider}',
  browser: '{browser} على {system}',
  unknownBrowser: 'متصفح غير معروف',
  unknownBrowserStart: 'متصفح غير معروف',
  thisSession: 'هذه الجلسة',
} satisfies Translation<typeof en>
