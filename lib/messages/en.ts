import { activity } from '#lib/messages/en/activity'
import { alerts } from '#lib/messages/en/alerts'
import { confirm } from '#lib/messages/en/confirm'
import { connections } from '#lib/messages/en/connections'
import { deletion } from '#lib/messages/en/deletion'
import { devices } from '#lib/messages/en/devices'
import { drive } from '#lib/messages/en/drive'
import { endReasons } from '#lib/messages/en/end-reasons'
import { events } from '#lib/messages/en/events'
import { failures } from '#lib/messages/en/failures'
import { farewell } from '#lib/messages/en/farewell'
import { features } from '#lib/messages/en/features'
import { gate } from '#lib/messages/en/gate'
import { header } from '#lib/messages/en/header'
import { landing } from '#lib/messages/en/landing'
import { language } from '#lib/messages/en/language'
import { leaving } from '#lib/messages/en/leaving'
import { mail } from '#lib/messages/en/mail'
import { names } from '#lib/messages/en/names'
import { notices } from '#lib/messages/en/notices'
import { overview } from '#lib/messages/en/overview'
import { ownName } from '#lib/messages/en/own-name'
import { pages } from '#lib/messages/en/pages'
import { permissions } from '#lib/messages/en/permissions'
import { posts } from '#lib/messages/en/posts'
import { problem } from '#lib/messages/en/problem'
import { sessions } from '#lib/messages/en/sessions'
import { settings } from '#lib/messages/en/settings'
import { shell } from '#lib/messages/en/shell'
import { signIn } from '#lib/messages/en/sign-in'
import { times } from '#lib/messages/en/times'

/** Every text of the product in English, by subject: the shape that every other language has. */
export const en = {
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
}
