import { randomBytes } from 'node:crypto'
import { writeCallback } from '#lib/auth/write'
import type { Callback } from '#lib/auth/write-sign-in'
import { db } from '#lib/db/client'
import { env } from '#lib/env'
import { openToken } from '#lib/grants/cipher'
import { foldEmail, type Identity, labelledShape, whoseOf } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import type { ProviderId } from '#lib/provider-ids'
import { hashToken, newToken } from '#lib/sessions/cookie'
import type { Viewer } from '#lib/viewer'

/** How the tests of `lib` ask for things. */
export const client = { ipAddress: '192.0.2.1', userAgent: 'Tests/1.0' }

type SignIn = Callback & { token: string; identity: AddressedIdentity }

/** A sign-in as it comes back from the provider, of somebody new unless `identity` says who. */
export function newSignIn(
  identity: Partial<AddressedIdentity> = {},
  tokens: Partial<TokenAnswer> = {},
): SignIn {
  const token = newToken()
  const expiresAt = new Date(Date.now() + 30 * 24 * 3_600_000)
  return {
    token,
    intent: { kind: 'sign-in', provider: 'google' },
    identity: newIdentity(identity),
    tokens: newTokens(tokens),
    client,
    reads: { acceptLanguage: null, zone: null },
    session: { tokenHash: hashToken(token), expiresAt, replaces: null },
  }
}

/** A sign-in by any provider as it comes back: with an address that is asserted, or with one that is only told. */
export function newSignInBy(provider: ProviderId, changes: Partial<Identity> = {}) {
  const { identity, ...callback } = newSignIn({ provider })
  const unasserted: Partial<Identity> = provider === 'google' ? {} : { emailVerified: false, emailKey: null }
  const handle = provider === 'twitter' ? `ada_${identity.subject.slice(-8)}` : null
  const whole: Identity = { ...identity, ...unasserted, handle, ...changes }
  return { ...callback, identity: whole, intent: { kind: 'sign-in', provider } as const }
}

/** Writes a sign-in. @returns its ids beside what was written */
export async function signIn(callback: SignIn = newSignIn()) {
  return { ...callback, ...(await writeCallback(callback)) }
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

/** An identity with an address that its provider asserts. */
export type AddressedIdentity = Identity & { email: string; emailKey: string }

export function newIdentity(changes: Partial<AddressedIdentity> = {}): AddressedIdentity {
  const subject = BigInt(`0x${randomBytes(8).toString('hex')}`).toString()
  const email = changes.email ?? `person-${subject}@example.test`
  return {
    provider: 'google',
    issuer: 'https://accounts.example',
    subject,
    email,
    emailVerified: true,
    emailKey: foldEmail(email),
    handle: null,
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
  const { id, userId, accountId, authenticatedAt, user, account } = await db().session.findUniqueOrThrow({
    where: { id: sessionId },
    include: { user: true, account: true },
  })
  const { displayName, email, emailVerified, image, createdAt } = user
  const name = displayName ?? user.name
  const { account: accountLabel, provider } = whoseOf(labelledShape.parse(account))
  const label = email ?? accountLabel
  const person = {
    name,
    ownName: displayName,
    email,
    label,
    image,
    emailVerified: emailVerified !== null,
    memberSince: createdAt,
  }
  return {
    sessionId: id,
    userId,
    accountId,
    provider,
    accountLabel,
    authenticatedAt,
    person,
  } as unknown as Viewer
}

/** Somebody new who is signed in. */
export async function newViewer(callback = newSignIn()) {
  const signedIn = await signIn(callback)
  return { ...signedIn, viewer: await viewerOf(signedIn) }
}

/** Somebody new with more than signing in, who asked for it here: a sign-in alone turns nothing on. */
export async function newDriver(scopes: string[]) {
  const ada = await newViewer(newSignIn({}, { scopes }))
  await db().grant.update({ where: { accountId: ada.viewer.accountId }, data: { scopesOff: [] } })
  return ada
}

/** The same person once more, in another browser. */
export function newBrowser({ identity }: { identity: AddressedIdentity }, userAgent = client.userAgent) {
  return newViewer({ ...newSignIn(identity), client: { ...client, userAgent } })
}

/** Connects one more Google account to a viewer. @returns its id beside what was written */
export async function link(viewer: Viewer, callback = newSignIn()) {
  const { userId, sessionId } = viewer
  const linked = { ...callback, intent: { kind: 'link', provider: 'google', userId, sessionId } as const }
  const result = await writeCallback(linked)
  const { id } = await db().account.findFirstOrThrow({
    where: { providerAccountId: callback.identity.subject },
    select: { id: true },
  })
  return { ...linked, result, accountId: id }
}

/** What somebody's history holds, the oldest first. */
export async function listEvents({ userId }: { userId: string }) {
  const events = await db().event.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  return events.map(({ kind, details }) => ({ kind, details }))
}
