import { alerts } from '#lib/messages/de/alerts'
import { language } from '#lib/messages/de/language'
import { mail } from '#lib/messages/de/mail'
import { times } from '#lib/messages/de/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const de = { alerts, language, mail, times } satisfies Translation<typeof en>
