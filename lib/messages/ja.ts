import type { en } from '#lib/messages/en'
import { language } from '#lib/messages/ja/language'
import { times } from '#lib/messages/ja/times'
import type { Translation } from '#lib/messages/translation'

export const ja = { language, times } satisfies Translation<typeof en>
