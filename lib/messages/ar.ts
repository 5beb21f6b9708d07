import { language } from '#lib/messages/ar/language'
import { times } from '#lib/messages/ar/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const ar = { language, times } satisfies Translation<typeof en>
