import { header } from '#lib/messages/de/header'
import { language } from '#lib/messages/de/language'
import { times } from '#lib/messages/de/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const de = { header, language, times } satisfies Translation<typeof en>
