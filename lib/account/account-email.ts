import 'server-only'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { AppError } from '#lib/errors'
import type { Viewer } from '#lib/viewer'

/**
 * The address of the Google account that the session was signed in with: somebody may have connected several.
 *
 * @throws AppError `signed_out` when the account was disconnected since this request began, `unavailable`
 */
export async function getAccountEmail({ accountId, userId }: Viewer): Promise<string> {
  const account = await orUnavailable(() =>
    db().account.findUnique({ where: { id: accountId, userId }, select: { email: true } }),
  )
  if (!account) throw new AppError('signed_out')
  return account.email
}
