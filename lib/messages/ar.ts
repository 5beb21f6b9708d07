import { devices } from '#lib/messages/ar/devices'
import { language } from '#lib/messages/ar/language'
import { overview } from '#lib/messages/ar/overview'
import { ownName } from '#lib/messages/ar/own-name'
import { sessions } from '#lib/messages/ar/sessions'
import { times } from '#lib/messages/ar/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const ar = { devices, language, overview, ownName, sessions, times } satisfies Translation<typeof en>
