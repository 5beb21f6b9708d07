import type { en } from '#lib/messages/en'
import { devices } from '#lib/messages/ja/devices'
import { language } from '#lib/messages/ja/language'
import { overview } from '#lib/messages/ja/overview'
import { ownName } from '#lib/messages/ja/own-name'
import { sessions } from '#lib/messages/ja/sessions'
import { times } from '#lib/messages/ja/times'
import type { Translation } from '#lib/messages/translation'

export const ja = { devices, language, overview, ownName, sessions, times } satisfies Translation<typeof en>
