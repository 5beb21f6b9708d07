import { language } from '#lib/messages/en/language'
import { mail } from '#lib/messages/en/mail'
import { notices } from '#lib/messages/en/notices'
import { times } from '#lib/messages/en/times'

/** Every text of the product in English, by subject: the shape that every other language has. */
export const en = { language, mail, notices, times }
