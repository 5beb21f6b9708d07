import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { reportProblem } from '#lib/auth/problems'
import { signInAddress } from '#lib/auth/return-to'
import { AppError, describeFailure, type FailureCode, failureCode, saysDisabled } from '#lib/errors'
import { log } from '#lib/log'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { describeClient } from '#lib/request/client'
import { cookieName, sessionCookieName } from '#lib/sessions/cookie'
import { type Ending, findSession, type LiveSession } from '#lib/sessions/find'
import { type Notice, removeNotice } from '#lib/sessions/notice'
import { isBrowserDue, isStale, noteActivity, noteBrowser } from '#lib/sessions/touch'
import type { Viewer } from '#lib/viewer'

/** What is said of each way in which a session ends by itself or from elsewhere. */
const endingCodes = {
  ended: 'session_ended',
  disconnected: 'session_disconnected',
  removed: 'session_removed',
  revoked: 'session_revoked',
  disabled: 'account_disabled',
  endangered: 'account_endangered',
  suspended: 'account_suspended',
  gone: 'account_gone',
  enabled: 'session_locked',
  idle: 'session_idle',
  absolute: 'session_expired',
} as const satisfies Record<Ending, FailureCode>

/** One statement a request, however many ask. */
const readSession = cache(async () => {
  const token = (await cookies()).get(sessionCookieName())?.value
  return token ? await findSession(token) : null
})

/** The signed-in person, or null. A database that is away is no null: it is `unavailable`. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const found = await readSession()
  if (found?.kind !== 'live') return null
  await noteUse(found.session)
  const { name, ownName, email, emailVerified, image, memberSince, account, accounts, language, ...session } =
    found.session
  const { sessionId, userId, accountId, authenticatedAt } = session
  const { provider, label: accountLabel } = account
  const label = email ?? accountLabel
  const providers: readonly ProviderId[] = providerIds.filter((id) =>
    accounts.some((one) => one.provider === id),
  )
  const person = { name: ownName ?? name, ownName, email, emailVerified, label, image, memberSince }
  return {
    sessionId,
    userId,
    accountId,
    provider,
    accountLabel,
    accounts,
    providers,
    authenticatedAt,
    person,
    language,
  } as Viewer
})

/**
 * For the header of every page: the viewer, or null also while nobody can tell. Never throws: no page of ours could show
 * what breaks around it. The cookie stays, and a page that is about somebody says by itself what is wrong.
 */
export const findViewerForHeader = cache(async (): Promise<Viewer | null> => {
  try {
    return await getViewer()
  } catch (error) {
    unstable_rethrow(error)
    const code = failureCode(error)
    log()[describeFailure(code).level]({ event: 'header failed', code, err: error }, `header failed: ${code}`)
    return null
  }
})

/** For pages: the viewer, or a redirect to sign in and come back; or to be told that their account is disabled. */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  const viewer = await getViewer()
  if (viewer) return viewer
  const ending = await findEnding()
  if (ending && saysDisabled(ending))
    redirect(reportProblem('account disabled', new AppError(ending), { returnTo }))
  redirect(signInAddress(returnTo))
}

/** For actions and JSON routes: the viewer. Nobody is `signed_out`, or the reason why their session is over. */
export async function expectViewer(): Promise<Viewer> {
  const viewer = await getViewer()
  if (!viewer) throw new AppError((await findEnding()) ?? 'signed_out')
  return viewer
}

/** Why the session whose cookie this browser still holds is over; null when there is none, or nobody can tell. */
export async function findEnding(): Promise<FailureCode | null> {
  const found = await readSession().catch(() => null)
  return found && found.kind !== 'live' ? endingCodes[found.kind] : null
}

/** Whether this browser holds the cookie of a session that is gone without a trace: signed out, or deleted with its account. */
export async function isSessionGone(): Promise<boolean> {
  if (!(await cookies()).has(sessionCookieName())) return false
  const found = await readSession().catch(() => undefined)
  return found === null
}

/** What was just done, to be said on this page: the next one does not say it again. */
export async function takeNotice(viewer: Viewer): Promise<Notice | null> {
  const found = await readSession()
  const notice = found?.kind === 'live' ? found.session.notice : null
  if (notice) after(() => quietly(removeNotice(viewer.sessionId, notice)))
  return notice
}

/** The notes that this process is writing, by session and kind: requests that come meanwhile have nothing to add. */
const noting = new Set<string>()

/** After the response, and in one statement: that the session was used, and by which browser if that is another than before. */
async function noteUse(session: LiveSession): Promise<void> {
  const { sessionId, lastActiveAt, userAgent, browserNotedAt } = session
  const sent = await headers()
  const client = describeClient(sent)
  const moved = client.userAgent !== userAgent && isBrowserDue(browserNotedAt)
  if (!moved && !isStale(lastActiveAt)) return
  const key = `${sessionId} ${moved}`
  const zone = (await cookies()).get(cookieName('zone'))?.value ?? null
  const reads = { acceptLanguage: sent.get('accept-language'), zone }
  after(async () => {
    if (noting.has(key)) return
    noting.add(key)
    const note = moved
      ? noteBrowser({ sessionId, before: userAgent, client })
      : noteActivity(sessionId, client.ipAddress, reads)
    await quietly(note).finally(() => noting.delete(key))
  })
}

async function quietly(work: Promise<void>): Promise<void> {
  await work.catch((err: unknown) => log().warn({ err }, 'What a session did was not noted'))
}
