import type { en } from '#lib/messages/en'
import { alerts } from '#lib/messages/ja/alerts'
import { language } from '#lib/messages/ja/language'
import { mail } from '#lib/messages/ja/mail'
import { times } from '#lib/messages/ja/times'
import type { Translation } from '#lib/messages/translation'

export const ja = { alerts, language, mail, times } satisfies Translation<typeof en>
