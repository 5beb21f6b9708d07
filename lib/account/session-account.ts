import 'server-only'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { AppError } from '#lib/errors'
import type { Viewer } from '#lib/viewer'

/** The address of the Google account that the viewer's session was signed in with. @throws AppError `not_found`, `unavailable` */
export async function getSessionAccount({ accountId, userId }: Viewer): Promise<string> {
  const account = await orUnavailable(() =>
    db().account.findFirst({ where: { id: accountId, userId }, select: { email: true } }),
  )
  if (!account) throw new AppError('not_found')
  return account.email
}
