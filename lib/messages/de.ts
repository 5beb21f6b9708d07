import { devices } from '#lib/messages/de/devices'
import { language } from '#lib/messages/de/language'
import { overview } from '#lib/messages/de/overview'
import { ownName } from '#lib/messages/de/own-name'
import { sessions } from '#lib/messages/de/sessions'
import { times } from '#lib/messages/de/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const de = { devices, language, overview, ownName, sessions, times } satisfies Translation<typeof en>
