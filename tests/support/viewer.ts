import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import type { Identity } from '#lib/provider/identity'
import type { Viewer } from '#lib/viewer'
import { newSignIn, signIn } from './lib.ts'

export const client = { ipAddress: '192.0.2.1', userAgent: 'Tests/1.0' }

/** Whoever a session belongs to, as a request with its cookie would find them. */
export async function viewerOf({ sessionId }: { sessionId: string }): Promise<Viewer> {
  const { id, userId, accountId, authenticatedAt, user } = await db().session.findUniqueOrThrow({
    where: { id: sessionId },
    include: { user: true },
  })
  const { name, email, image, createdAt } = user
  const person = { name, email, image, emailVerified: true, memberSince: createdAt }
  return { sessionId: id, userId, accountId, authenticatedAt, person } as unknown as Viewer
}

/** Somebody new who is signed in. */
export async function newViewer(journey = newSignIn()) {
  const signedIn = await signIn(journey)
  return { ...signedIn, viewer: await viewerOf(signedIn) }
}

/** The same person once more, in another browser. */
export function newBrowser({ identity }: { identity: Identity }, userAgent = client.userAgent) {
  return newViewer({ ...newSignIn(identity), client: { ...client, userAgent } })
}

/** Connects one more Google account to a viewer. @returns its id beside what was written */
export async function link(viewer: Viewer, journey = newSignIn()) {
  const { userId, sessionId } = viewer
  const linked = { ...journey, intent: { kind: 'link', provider: 'google', userId, sessionId } as const }
  const outcome = await writeCallback(linked)
  const { id } = await db().account.findFirstOrThrow({
    where: { providerAccountId: journey.identity.subject },
    select: { id: true },
  })
  return { ...linked, outcome, accountId: id }
}

/** What somebody's history holds, the oldest first. */
export async function listEvents({ userId }: { userId: string }) {
  const events = await db().event.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  return events.map(({ kind, details }) => ({ kind, details }))
}
