import { randomBytes } from 'node:crypto'
import { completeJourney } from '#lib/auth/complete-journey'
import type { Journey } from '#lib/auth/journey'
import { db } from '#lib/db/client'
import { env } from '#lib/env'
import { foldEmail, type Identity } from '#lib/google/identity'
import { hashToken, newToken } from '#lib/session/token'
import { openToken } from '#lib/tokens/cipher'
import type { TokenAnswer } from '#lib/tokens/token-answer'
import type { Viewer } from '#lib/viewer'

/** How the tests of `lib` ask for things. */
export const client = { ipAddress: '192.0.2.1', userAgent: 'Tests/1.0' }

type SignIn = Journey & { token: string }

/** A sign-in as it comes back from Google, of somebody new unless `identity` says who. */
export function newSignIn(identity: Partial<Identity> = {}, tokens: Partial<TokenAnswer> = {}): SignIn {
  const token = newToken()
  const expiresAt = new Date(Date.now() + 30 * 24 * 3_600_000)
  return {
    token,
    intent: { kind: 'sign-in' },
    identity: newIdentity(identity),
    tokens: newTokens(tokens),
    client,
    session: { tokenHash: hashToken(token), expiresAt, replaces: null },
  }
}

/** Writes a sign-in. @returns its ids beside what was written */
export async function signIn(journey: SignIn = newSignIn()) {
  return { ...journey, ...(await completeJourney(journey)) }
}

/** A token answer whose tokens are nobody else's. */
export function newTokens(changes: Partial<TokenAnswer> = {}): TokenAnswer {
  return {
    accessToken: `access-${newToken()}`,
    accessTokenExpiresAt: new Date(Date.now() + 3_600_000),
    refreshToken: `refresh-${newToken()}`,
    refreshTokenExpiresAt: null,
    scopes: ['email', 'openid', 'profile'],
    idToken: null,
    ...changes,
  }
}

export function newIdentity(changes: Partial<Identity> = {}): Identity {
  const sub = BigInt(`0x${randomBytes(8).toString('hex')}`).toString()
  const email = changes.email ?? `person-${sub}@example.test`
  return {
    issuer: 'https://accounts.example',
    sub,
    email,
    emailKey: foldEmail(email),
    name: 'Ada Lovelace',
    image: null,
    hostedDomain: null,
    authenticatedAt: null,
    ...changes,
  }
}

/** The tokens of a grant as it is stored, opened. */
export async function readTokens(grant: {
  accountId: string
  accessToken: string | null
  refreshToken: string | null
}) {
  const ring = env().TOKEN_ENCRYPTION_KEYS
  const open = (column: 'access_token' | 'refresh_token', sealed: string | null) =>
    sealed === null ? null : openToken(ring, { row: grant.accountId, column }, sealed)
  return {
    accessToken: await open('access_token', grant.accessToken),
    refreshToken: await open('refresh_token', grant.refreshToken),
  }
}

/** How many users, accounts and sessions belong to an e-mail address. */
export async function countRows(
  emailKey: string,
): Promise<{ users: number; accounts: number; sessions: number }> {
  const [users, accounts, sessions] = await Promise.all([
    db().user.count({ where: { emailKey } }),
    db().account.count({ where: { user: { emailKey } } }),
    db().session.count({ where: { user: { emailKey } } }),
  ])
  return { users, accounts, sessions }
}

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
  const linked = { ...journey, intent: { kind: 'link', userId, sessionId } as const }
  const outcome = await completeJourney(linked)
  const { id } = await db().account.findFirstOrThrow({
    where: { providerAccountId: journey.identity.sub },
    select: { id: true },
  })
  return { ...linked, outcome, accountId: id }
}

/** What somebody's history holds, the oldest first. */
export async function listEvents({ userId }: { userId: string }) {
  const events = await db().event.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  return events.map(({ kind, details }) => ({ kind, details }))
}
