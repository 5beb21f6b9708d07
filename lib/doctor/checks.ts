import 'server-only'
import type { Check } from '#lib/doctor/check'
import * as clock from '#lib/doctor/clock'
import * as database from '#lib/doctor/database'
import { otherSettings, variableChecks } from '#lib/doctor/environment'
import { facebookChecks } from '#lib/doctor/facebook'
import { googleChecks } from '#lib/doctor/google'
import { googleEventChecks } from '#lib/doctor/google-events'
import * as mail from '#lib/doctor/mail'
import { places } from '#lib/doctor/places'
import * as queue from '#lib/doctor/queue'
import type { SetUp } from '#lib/doctor/set-up'
import * as site from '#lib/doctor/site'
import * as tokens from '#lib/doctor/tokens'
import * as versions from '#lib/doctor/versions'
import { xChecks } from '#lib/doctor/x'

/** What is wrong with a set-up before anything is asked of anybody. */
export const environmentChecks: Check<SetUp>[] = [...variableChecks, otherSettings]

/** What must be right of the rest before a server may start: it could not work, or would do harm. */
export const startChecks: Check<SetUp>[] = [
  places,
  database.reachable,
  database.version,
  database.schema,
  database.connections,
  database.migrations,
  queue.queueTables,
  tokens.sealed,
  tokens.keys,
]

/** Everything, in the order in which it is read. */
export const allChecks: Check<SetUp>[] = [
  ...environmentChecks,
  places,
  site.publicAddress,
  site.proxy,
  ...googleChecks,
  ...googleEventChecks,
  ...facebookChecks,
  ...xChecks,
  database.reachable,
  database.version,
  database.schema,
  database.encryption,
  clock.databaseClock,
  database.migrations,
  database.connections,
  tokens.sealed,
  tokens.keys,
  tokens.opened,
  tokens.consentScreen,
  queue.queueTables,
  queue.workers,
  queue.jobs,
  queue.revocations,
  mail.mailSwitch,
  mail.mailServer,
  mail.mailSender,
  versions.node,
]
