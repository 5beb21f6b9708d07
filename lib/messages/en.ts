import { devices } from '#lib/messages/en/devices'
import { language } from '#lib/messages/en/language'
import { overview } from '#lib/messages/en/overview'
import { ownName } from '#lib/messages/en/own-name'
import { sessions } from '#lib/messages/en/sessions'
import { times } from '#lib/messages/en/times'

/** Every text of the product in English, by subject: the shape that every other language has. */
export const en = { devices, language, overview, ownName, sessions, times }
