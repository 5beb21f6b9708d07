import { language } from '#lib/messages/de/language'
import { mail } from '#lib/messages/de/mail'
import { notices } from '#lib/messages/de/notices'
import { times } from '#lib/messages/de/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const de = { language, mail, notices, times } satisfies Translation<typeof en>
