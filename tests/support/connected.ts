import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { readTokens } from '#lib/google/oauth'
import type { AccessToken } from '#lib/grants/access-token'
import { callApi } from '#lib/grants/call-api'
import type { Viewer } from '#lib/viewer'
import type { controlGoogle } from './google.ts'
import { createVisitor, driveScope, signInScope, type Tokens } from './google-visitor.ts'
import { newSignIn, signIn } from './lib.ts'

/** Somebody who signed in and let us see their Drive, at the sandbox and in the database. */
export type Connected = {
  viewer: Viewer
  accountId: string
  sub: string
  email: string
  tokens: Tokens
  sessionToken: string
}

/** Of what earlier tests left, the jobs too: these tests look at whole tables. */
export async function emptyDatabase(): Promise<void> {
  await db().$executeRaw`TRUNCATE users, revocations, sign_in_attempts CASCADE`
  await db().$executeRaw`DELETE FROM pgboss.job`
}

/** Makes the access token one that has run out, by the database's clock. */
export async function expire({ accountId }: Pick<Connected, 'accountId'>): Promise<void> {
  await db().$executeRaw`
    UPDATE grants SET access_token_expires_at = now() - interval '1 minute' WHERE account_id = ${accountId}::uuid`
}

export function findGrantRow({ accountId }: Pick<Connected, 'accountId'>) {
  return db().grant.findUniqueOrThrow({ where: { accountId } })
}

/** A person's history without their sign-ins. */
export async function listEvents({ viewer }: Pick<Connected, 'viewer'>) {
  const events = await db().event.findMany({
    where: { userId: viewer.userId },
    orderBy: { createdAt: 'asc' },
  })
  return events.filter(({ kind }) => !kind.startsWith('signed_in'))
}

/** Has somebody new sign in at the sandbox and let us see their Drive, and stores that. */
export async function connect(
  { issuer, google }: { issuer: string; google: ReturnType<typeof controlGoogle> },
  parameters: Record<string, string> = {},
): Promise<Connected> {
  const tag = randomBytes(6).toString('hex')
  const person = { sub: `person-${tag}`, email: `ada.${tag}@gmail.example`, name: 'Ada Lovelace' }
  await google.addPerson(person)
  const asked = { scope: `${signInScope} ${driveScope}`, ...parameters }
  const tokens = await createVisitor(issuer).signIn(person.sub, asked, [driveScope])
  const identity = { issuer, subject: person.sub, email: person.email }
  const { userId, sessionId, token } = await signIn(newSignIn(identity, readTokens(tokens, [])))
  const { id: accountId } = await db().account.findFirstOrThrow({ where: { userId } })
  // They have asked for Drive here, which a sign-in does not.
  await db().grant.update({ where: { accountId }, data: { scopesOff: [] } })
  const viewer = { userId, sessionId, accountId } as unknown as Viewer
  return { viewer, accountId, sub: person.sub, email: person.email, tokens, sessionToken: token }
}

/** What must not change when Google fails: everything of a grant but the notes on when to try again. */
export async function findKept(ada: Pick<Connected, 'accountId'>) {
  const { failures, retryAt, leaseUntil, ...kept } = await findGrantRow(ada)
  return kept
}

/** A grant that is due, and whose next failure makes callers wait so long that they do not wait at all. */
export async function expireAfterFailures(ada: Pick<Connected, 'accountId'>): Promise<void> {
  await expire(ada)
  await db().grant.update({ where: { accountId: ada.accountId }, data: { failures: 6 } })
}

/** The time to wait is over. */
export async function endBackoff({ accountId }: Pick<Connected, 'accountId'>): Promise<void> {
  await db()
    .$executeRaw`UPDATE grants SET retry_at = now() - interval '1 second' WHERE account_id = ${accountId}::uuid`
}

/** A wait began while its answer was awaited: it is no longer than `most` seconds and no shorter than `least`. */
export type Wait = { least: number; most: number }

/** Asks for a token that is not to be had, for a reason of this kind, and tells how long the caller is to wait. */
export async function findWait(
  ask: () => Promise<AccessToken>,
  kind: 'unavailable' | 'refused' = 'unavailable',
): Promise<Wait> {
  const before = Date.now()
  const answer = await ask()
  const after = Date.now()
  expect(answer).toMatchObject({ kind })
  const until = 'retryAt' in answer ? answer.retryAt.getTime() : Number.NaN
  return { least: (until - after) / 1_000, most: (until - before) / 1_000 }
}

const shape = z.object({ files: z.array(z.object({ name: z.string() })) })

/** One call of a Google API, as short as any. */
export function listFiles(viewer: Viewer, query: Record<string, string> = {}) {
  return callApi(viewer, {
    provider: 'google',
    path: '/drive/v3/files',
    query: { pageSize: '3', ...query },
    scopes: [driveScope],
    shape,
  })
}
