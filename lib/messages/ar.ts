import { language } from '#lib/messages/ar/language'
import { mail } from '#lib/messages/ar/mail'
import { notices } from '#lib/messages/ar/notices'
import { times } from '#lib/messages/ar/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const ar = { language, mail, notices, times } satisfies Translation<typeof en>
