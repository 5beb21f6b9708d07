import type { en } from '#lib/messages/en'
import { activity } from '#lib/messages/ja/activity'
import { alerts } from '#lib/messages/ja/alerts'
import { confirm } from '#lib/messages/ja/confirm'
import { connections } from '#lib/messages/ja/connections'
import { deletion } from '#lib/messages/ja/deletion'
import { devices } from '#lib/messages/ja/devices'
import { drive } from '#lib/messages/ja/drive'
import { endReasons } from '#lib/messages/ja/end-reasons'
import { events } from '#lib/messages/ja/events'
import { failures } from '#lib/messages/ja/failures'
import { farewell } from '#lib/messages/ja/farewell'
import { features } from '#lib/messages/ja/features'
import { gate } from '#lib/messages/ja/gate'
import { header } from '#lib/messages/ja/header'
import { landing } from '#lib/messages/ja/landing'
import { language } from '#lib/messages/ja/language'
import { leaving } from '#lib/messages/ja/leaving'
import { mail } from '#lib/messages/ja/mail'
import { names } from '#lib/messages/ja/names'
import { notices } from '#lib/messages/ja/notices'
import { overview } from '#lib/messages/ja/overview'
import { ownName } from '#lib/messages/ja/own-name'
import { pages } from '#lib/messages/ja/pages'
import { permissions } from '#lib/messages/ja/permissions'
import { posts } from '#lib/messages/ja/posts'
import { problem } from '#lib/messages/ja/problem'
import { sessions } from '#lib/messages/ja/sessions'
import { settings } from '#lib/messages/ja/settings'
import { shell } from '#lib/messages/ja/shell'
import { signIn } from '#lib/messages/ja/sign-in'
import { times } from '#lib/messages/ja/times'
import type { Translation } from '#lib/messages/translation'

export const ja = {
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
