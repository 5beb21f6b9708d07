import type { en } from '#lib/messages/en'
import { header } from '#lib/messages/ja/header'
import { language } from '#lib/messages/ja/language'
import { times } from '#lib/messages/ja/times'
import type { Translation } from '#lib/messages/translation'

export const ja = { header, language, times } satisfies Translation<typeof en>
