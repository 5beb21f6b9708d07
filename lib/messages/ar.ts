import { alerts } from '#lib/messages/ar/alerts'
import { language } from '#lib/messages/ar/language'
import { mail } from '#lib/messages/ar/mail'
import { times } from '#lib/messages/ar/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const ar = { alerts, language, mail, times } satisfies Translation<typeof en>
