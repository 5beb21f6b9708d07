import { alerts } from '#lib/messages/en/alerts'
import { language } from '#lib/messages/en/language'
import { mail } from '#lib/messages/en/mail'
import { times } from '#lib/messages/en/times'

/** Every text of the product in English, by subject: the shape that every other language has. */
export const en = { alerts, language, mail, times }
