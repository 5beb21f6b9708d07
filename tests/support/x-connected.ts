import { randomInt } from 'node:crypto'
import { exchange } from '#lib/auth/authjs'
import { grantIntent, type Intent, signInIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { hashToken, newToken } from '#lib/sessions/cookie'
import type { Viewer } from '#lib/viewer'
import { beginAttempt } from './exchange.ts'
import type { controlGoogle } from './google.ts'
import { client } from './lib.ts'
import { createXVisitor } from './x.ts'

type Sandbox = { issuer: string; google: ReturnType<typeof controlGoogle> }

/** Somebody who signed in with X and let us see their posts, at the sandbox and in the database. */
export type ConnectedAtX = {
  viewer: Viewer
  accountId: string
  /** At Google, by which the sandbox knows them, and at X. */
  sub: string
  subject: string
  handle: string
}

/** Somebody new at X, who has not been here yet. */
export async function addPersonAtX({ google }: Pick<Sandbox, 'google'>) {
  const subject = `9${String(randomInt(2 ** 47)).padStart(17, '0')}`
  const sub = `at-x-${subject}`
  const handle = `ada_${subject.slice(-8)}`
  const email = `ada.${subject}@mail.example`
  const x = { id: subject, username: handle, confirmed_email: email }
  await google.addPerson({ sub, email, name: 'Ada Lovelace', x })
  return { sub, subject, handle, email }
}

/** What X answers to an intent, by the way that a browser and our callback go. */
export async function askX(issuer: string, intent: Intent, sub: string) {
  const { address, checks } = await beginAttempt(intent)
  const parameters = Object.fromEntries(new URL(address).searchParams)
  const { answer } = await createXVisitor(issuer).agree(sub, parameters)
  return exchange(intent, Object.fromEntries(answer ?? []), checks)
}

/** The same, and writes it. @returns the session that it left */
export async function answerIntent(issuer: string, intent: Intent, sub: string) {
  const answer = await askX(issuer, intent, sub)
  const expiresAt = new Date(Date.now() + 3_600_000)
  const session = { tokenHash: hashToken(newToken()), expiresAt, replaces: null }
  return {
    ...answer,
    ...(await writeCallback({
      intent,
      client,
      reads: { acceptLanguage: null, zone: null },
      session,
      ...answer,
    })),
  }
}

/** Has somebody new sign in with X. */
export async function signInAtX({ issuer, google }: Sandbox): Promise<ConnectedAtX> {
  const person = await addPersonAtX({ google })
  const { userId, sessionId } = await answerIntent(issuer, signInIntent('twitter'), person.sub)
  const { id: accountId } = await db().account.findFirstOrThrow({ where: { userId } })
  return { ...person, accountId, viewer: { userId, sessionId, accountId } as unknown as Viewer }
}

/** The same, and has them let us see their posts. */
export async function connectAtX(sandbox: Sandbox): Promise<ConnectedAtX> {
  const ada = await signInAtX(sandbox)
  await answerIntent(sandbox.issuer, await grantIntent(ada.viewer, ada.accountId, 'posts'), ada.sub)
  return ada
}
