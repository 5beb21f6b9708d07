import type { times as en } from '#lib/messages/en/times'
import type { Translation } from '#lib/messages/translation'

export const times = {
  between: '، ',
  justNow: 'الآن',
  soon: 'خلال أقل من دقيقة',
} satisfies Translation<typeof en>
