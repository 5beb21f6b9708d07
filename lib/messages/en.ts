import { header } from '#lib/messages/en/header'
import { language } from '#lib/messages/en/language'
import { times } from '#lib/messages/en/times'

/** Every text of the product in English, by subject: the shape that every other language has. */
export const en = { header, language, times }
