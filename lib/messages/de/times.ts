import type { times as en } from '#lib/messages/en/times'
import type { Translation } from '#lib/messages/translation'

export const times = {
  between: ', ',
  justNow: 'gerade eben',
  soon: 'in weniger als einer Minute',
} satisfies Translation<typeof en>
