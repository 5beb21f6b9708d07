import 'server-only'
import { isOptional, type NoticeKind, noticeKinds, type OptionalNotice } from '#lib/activity/notices'
import { db } from '#lib/db/client'
import { mailSettings } from '#lib/env'
import { AppError } from '#lib/errors'
import type { Viewer } from '#lib/viewer'

/** Whether this site sends any mail. */
export function sendsMail(): boolean {
  return mailSettings() !== null
}

/** The notices that people choose. */
export const optionalNotices: OptionalNotice[] = noticeKinds.filter((kind: NoticeKind) => isOptional(kind))

/** Those of them that the viewer wants. `signed_out` when they are gone. */
export async function listWantedNotices({ userId }: Viewer): Promise<OptionalNotice[]> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { noticesOff: true } })
  if (!user) throw new AppError('signed_out')
  return optionalNotices.filter((kind) => !user.noticesOff.includes(kind))
}

/** Keeps which of them the viewer wants. Of the others there is no choice. */
export async function chooseNotices({ userId }: Viewer, wanted: readonly OptionalNotice[]): Promise<void> {
  const noticesOff = optionalNotices.filter((kind) => !wanted.includes(kind))
  await db().user.updateMany({ where: { id: userId }, data: { noticesOff } })
}
