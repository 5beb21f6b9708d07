import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { providerIds } from '#lib/provider-ids'
import { describeShared } from '#lib/providers/table'
import { describeBrowser } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'

/** How the viewer signed in, and this session, for the dashboard. */
export type Overview = {
  account: { email: string; hostedDomain: string | null; connectedAt: Date; shared: string[] }
  session: { startedAt: Date; endsAt: Date; ipAddress: string | null; browser: string | null }
}

/** `signed_out` when the session ended since this request began. */
export async function getOverview(viewer: Viewer): Promise<Overview> {
  const session = await db().session.findUnique({
    where: { id: viewer.sessionId, userId: viewer.userId },
    select: {
      createdAt: true,
      expiresAt: true,
      ipAddress: true,
      userAgent: true,
      account: {
        select: {
          provider: true,
          email: true,
          hostedDomain: true,
          createdAt: true,
          grant: { select: { scopes: true } },
        },
      },
    },
  })
  if (!session) throw new AppError('signed_out')
  const { account, createdAt, expiresAt, ipAddress, userAgent } = session
  return {
    account: {
      email: account.email,
      hostedDomain: account.hostedDomain,
      connectedAt: account.createdAt,
      shared: describeShared(z.enum(providerIds).parse(account.provider), account.grant?.scopes ?? []),
    },
    session: { startedAt: createdAt, endsAt: expiresAt, ipAddress, browser: describeBrowser(userAgent) },
  }
}

/**
 * The address of the Google account that the session was signed in with: somebody may have connected several.
 * `signed_out` when that one was disconnected since this request began.
 */
export async function getAccountEmail({ accountId, userId }: Viewer): Promise<string> {
  const account = await db().account.findUnique({ where: { id: accountId, userId }, select: { email: true } })
  if (!account) throw new AppError('signed_out')
  return account.email
}
