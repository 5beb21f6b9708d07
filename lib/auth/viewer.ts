import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { AppError } from '#lib/errors'
import { log } from '#lib/log'
import { sessionCookieName } from '#lib/session/cookie'
import { findSession } from '#lib/session/find-session'
import { isStale, keepAlive } from '#lib/session/keep-alive'
import type { Viewer } from '#lib/viewer'

/**
 * The signed-in person, or null. One statement a request, however many ask.
 *
 * @throws AppError `unavailable` when the database does not answer
 */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value
  const session = token ? await findSession(token) : null
  if (!session) return null
  const { sessionId, userId, accountId, lastActiveAt, ...person } = session
  if (isStale(lastActiveAt)) after(() => noteActivity(sessionId))
  return { sessionId, userId, accountId, person } as Viewer
})

/** For the header of every page: the viewer, or null also while nobody can tell. The page itself says why. */
export async function findViewerForHeader(): Promise<Viewer | null> {
  try {
    return await getViewer()
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  }
}

/** For pages: the viewer, or a redirect to sign in and come back. @throws AppError `unavailable` */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  return (await getViewer()) ?? redirect(`/sign-in?${new URLSearchParams({ returnTo })}`)
}

/** For actions and JSON routes. @throws AppError `signed_out`, `unavailable` */
export async function expectViewer(): Promise<Viewer> {
  const viewer = await getViewer()
  if (!viewer) throw new AppError('signed_out')
  return viewer
}

async function noteActivity(sessionId: string): Promise<void> {
  await keepAlive(sessionId).catch((err: unknown) =>
    log().warn({ err }, 'Activity of a session was not noted'),
  )
}
