import { activity } from '#lib/messages/de/activity'
import { confirm } from '#lib/messages/de/confirm'
import { connections } from '#lib/messages/de/connections'
import { deletion } from '#lib/messages/de/deletion'
import { endReasons } from '#lib/messages/de/end-reasons'
import { events } from '#lib/messages/de/events'
import { failures } from '#lib/messages/de/failures'
import { farewell } from '#lib/messages/de/farewell'
import { features } from '#lib/messages/de/features'
import { gate } from '#lib/messages/de/gate'
import { landing } from '#lib/messages/de/landing'
import { language } from '#lib/messages/de/language'
import { leaving } from '#lib/messages/de/leaving'
import { names } from '#lib/messages/de/names'
import { notices } from '#lib/messages/de/notices'
import { pages } from '#lib/messages/de/pages'
import { permissions } from '#lib/messages/de/permissions'
import { privacy } from '#lib/messages/de/privacy'
import { problem } from '#lib/messages/de/problem'
import { settings } from '#lib/messages/de/settings'
import { shell } from '#lib/messages/de/shell'
import { signIn } from '#lib/messages/de/sign-in'
import { times } from '#lib/messages/de/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const de = {
  activity,
  confirm,
  connections,
  deletion,
  endReasons,
  events,
  failures,
  farewell,
  features,
  gate,
  landing,
  language,
  leaving,
  names,
  notices,
  pages,
  permissions,
  privacy,
  problem,
  settings,
  shell,
  signIn,
  times,
} satisfies Translation<typeof en>
