import type { times as en } from '#lib/messages/en/times'
import type { Translation } from '#lib/messages/translation'

export const times = {
  between: ' ',
  justNow: 'たった今',
  soon: '1\u00a0分以内',
} satisfies Translation<typeof en>
