import 'server-only'
import { db } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { describeBrowser } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'

/** This session, and the organisation of the account that it was signed in with, for the dashboard. */
export type Overview = {
  hostedDomain: string | null
  session: { startedAt: Date; endsAt: Date; ipAddress: string | null; browser: string | null }
}

/** `signed_out` when the session ended since this request began. */
export async function getOverview(viewer: Viewer): Promise<Overview> {
  const session = await db().session.findUnique({
    where: { id: viewer.sessionId, userId: viewer.userId },
    select: {
      createdAt: true,
      expiresAt: true,
      endedAt: true,
      ipAddress: true,
      userAgent: true,
      account: { select: { hostedDomain: true } },
    },
  })
  if (!session || session.endedAt) throw new AppError('signed_out')
  const { account, createdAt, expiresAt, ipAddress, userAgent } = session
  return {
    hostedDomain: account.hostedDomain,
    session: { startedAt: createdAt, endsAt: expiresAt, ipAddress, browser: describeBrowser(userAgent) },
  }
}
