import { activity } from '#lib/messages/de/activity'
import { alerts } from '#lib/messages/de/alerts'
import { confirm } from '#lib/messages/de/confirm'
import { connections } from '#lib/messages/de/connections'
import { deletion } from '#lib/messages/de/deletion'
import { devices } from '#lib/messages/de/devices'
import { drive } from '#lib/messages/de/drive'
import { endReasons } from '#lib/messages/de/end-reasons'
import { events } from '#lib/messages/de/events'
import { failures } from '#lib/messages/de/failures'
import { farewell } from '#lib/messages/de/farewell'
import { features } from '#lib/messages/de/features'
import { gate } from '#lib/messages/de/gate'
import { header } from '#lib/messages/de/header'
import { landing } from '#lib/messages/de/landing'
import { language } from '#lib/messages/de/language'
import { leaving } from '#lib/messages/de/leaving'
import { mail } from '#lib/messages/de/mail'
import { names } from '#lib/messages/de/names'
import { notices } from '#lib/messages/de/notices'
import { overview } from '#lib/messages/de/overview'
import { ownName } from '#lib/messages/de/own-name'
import { pages } from '#lib/messages/de/pages'
import { permissions } from '#lib/messages/de/permissions'
import { posts } from '#lib/messages/de/posts'
import { problem } from '#lib/messages/de/problem'
import { sessions } from '#lib/messages/de/sessions'
import { settings } from '#lib/messages/de/settings'
import { shell } from '#lib/messages/de/shell'
import { signIn } from '#lib/messages/de/sign-in'
import { times } from '#lib/messages/de/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const de = {
  posts,
  drive,
  activity,
  alerts,
  confirm,
  connections,
  deletion,
  devices,
  endReasons,
  events,
  failures,
  farewell,
  features,
  gate,
  header,
  landing,
  language,
  leaving,
  mail,
  names,
  notices,
  overview,
  ownName,
  pages,
  permissions,
  problem,
  sessions,
  settings,
  shell,
  signIn,
  times,
} satisfies Translation<typeof en>
