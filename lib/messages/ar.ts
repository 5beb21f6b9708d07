import { header } from '#lib/messages/ar/header'
import { language } from '#lib/messages/ar/language'
import { times } from '#lib/messages/ar/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const ar = { header, language, times } satisfies Translation<typeof en>
