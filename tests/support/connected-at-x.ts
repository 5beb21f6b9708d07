import { randomBytes } from 'node:crypto'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import type { Identity } from '#lib/provider/identity'
import type { Viewer } from '#lib/viewer'
import { twitter } from '#lib/x/provider'
import type { XAccount } from '#scripts/sandbox/people'
import type { controlGoogle } from './google.ts'
import { newIdentity, newSignIn } from './lib.ts'
import { createXVisitor, xPostsScope } from './x.ts'

/** Somebody who signed in with X and let us see their posts, at the sandbox and in the database. */
export type ConnectedAtX = {
  viewer: Viewer
  accountId: string
  sub: string
  /** The id that X has for them. */
  subject: string
}

/** Has somebody new sign in at the X of the sandbox and let us see their posts, and stores that as two callbacks do. */
export async function connectAtX(
  { issuer, google }: { issuer: string; google: ReturnType<typeof controlGoogle> },
  account: Partial<XAccount> = {},
): Promise<ConnectedAtX> {
  const number = randomBytes(4).readUInt32BE()
  const sub = `person-${number}`
  const x = { id: `16000${String(number).padStart(10, '0')}`, username: `ada_${number}`, ...account }
  await google.addPerson({ sub, email: `ada.${number}@gmail.example`, name: 'Ada Lovelace', x })
  const answer = await createXVisitor(issuer).signIn(sub, { scope: xPostsScope })
  const identity: Identity = {
    ...newIdentity({ provider: 'twitter', issuer, subject: x.id, handle: x.username }),
    email: null,
    emailVerified: false,
    emailKey: null,
  }
  const callback = { ...newSignIn(), identity, tokens: twitter.readTokens(answer, []) }
  const { userId, sessionId } = await writeCallback({
    ...callback,
    intent: { kind: 'sign-in', provider: 'twitter' },
  })
  const { id: accountId } = await db().account.findFirstOrThrow({ where: { userId } })
  const scopes = xPostsScope.split(' ')
  await writeCallback({
    ...callback,
    intent: { kind: 'grant', provider: 'twitter', userId, sessionId, accountId, hint: null, scopes },
  })
  return { viewer: { userId, sessionId, accountId } as unknown as Viewer, accountId, sub, subject: x.id }
}
