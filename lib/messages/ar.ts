import { activity } from '#lib/messages/ar/activity'
import { alerts } from '#lib/messages/ar/alerts'
import { confirm } from '#lib/messages/ar/confirm'
import { connections } from '#lib/messages/ar/connections'
import { deletion } from '#lib/messages/ar/deletion'
import { devices } from '#lib/messages/ar/devices'
import { drive } from '#lib/messages/ar/drive'
import { endReasons } from '#lib/messages/ar/end-reasons'
import { events } from '#lib/messages/ar/events'
import { failures } from '#lib/messages/ar/failures'
import { farewell } from '#lib/messages/ar/farewell'
import { features } from '#lib/messages/ar/features'
import { gate } from '#lib/messages/ar/gate'
import { header } from '#lib/messages/ar/header'
import { landing } from '#lib/messages/ar/landing'
import { language } from '#lib/messages/ar/language'
import { leaving } from '#lib/messages/ar/leaving'
import { mail } from '#lib/messages/ar/mail'
import { names } from '#lib/messages/ar/names'
import { notices } from '#lib/messages/ar/notices'
import { overview } from '#lib/messages/ar/overview'
import { ownName } from '#lib/messages/ar/own-name'
import { pages } from '#lib/messages/ar/pages'
import { permissions } from '#lib/messages/ar/permissions'
import { posts } from '#lib/messages/ar/posts'
import { problem } from '#lib/messages/ar/problem'
import { sessions } from '#lib/messages/ar/sessions'
import { settings } from '#lib/messages/ar/settings'
import { shell } from '#lib/messages/ar/shell'
import { signIn } from '#lib/messages/ar/sign-in'
import { times } from '#lib/messages/ar/times'
import type { en } from '#lib/messages/en'
import type { Translation } from '#lib/messages/translation'

export const ar = {
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
