import type { en } from '#lib/messages/en'
import { language } from '#lib/messages/ja/language'
import { mail } from '#lib/messages/ja/mail'
import { notices } from '#lib/messages/ja/notices'
import { times } from '#lib/messages/ja/times'
import type { Translation } from '#lib/messages/translation'

export const ja = { language, mail, notices, times } satisfies Translation<typeof en>
