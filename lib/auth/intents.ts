import 'server-only'
import { z } from 'zod'
import { db, isUuid } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { isSignInScope, SIGN_IN_SCOPES } from '#lib/google/scopes'
import type { Viewer } from '#lib/viewer'

/** Somebody who is signed in goes to Google for a reason: it counts for this session of theirs alone. */
const begun = { userId: z.string(), sessionId: z.string() }

/** …and with this account of theirs, which Google is told of by `hint`, its address. */
const about = { ...begun, accountId: z.string(), hint: z.string(), scopes: z.array(z.string()) }

/**
 * Why a browser goes to Google. Kept with the attempt in the database, so that nobody can change it on the way, and
 * used up with it.
 */
export const intentShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in') }),
  z.object({ kind: z.literal('link'), ...begun }),
  z.object({ kind: z.literal('grant'), ...about }),
  z.object({ kind: z.literal('reconnect'), ...about }),
  z.object({ kind: z.literal('confirm'), ...about }),
])

export type Intent = z.output<typeof intentShape>
/** One that begins in a session and ends in the same one. */
export type OwnIntent = Exclude<Intent, { kind: 'sign-in' }>
/** One that must come back with the account that it is about. */
export type AccountIntent = Extract<Intent, { accountId: string }>

/** Signing in, or switching to another account when somebody is signed in. It never links. */
export const signInIntent: Intent = { kind: 'sign-in' }

/** One more Google account for the viewer to sign in with. */
export function linkIntent({ userId, sessionId }: Viewer): Intent {
  return { kind: 'link', userId, sessionId }
}

/** One more permission for an account: what was granted so far, and this. @throws AppError `not_found` */
export async function grantIntent(viewer: Viewer, accountId: string, scope: string): Promise<Intent> {
  const { account } = await findAccount(viewer, accountId)
  return { kind: 'grant', ...account, scopes: [...SIGN_IN_SCOPES, scope] }
}

/** The same permissions again, for a grant that Google ended. @throws AppError `not_found` */
export async function reconnectIntent(viewer: Viewer, accountId: string): Promise<Intent> {
  const { account, granted } = await findAccount(viewer, accountId)
  const scopes = granted.filter((scope) => !isSignInScope(scope))
  return { kind: 'reconnect', ...account, scopes: [...SIGN_IN_SCOPES, ...scopes] }
}

/** "Is it really you?", asked of the account that the session was signed in with. */
export async function confirmIntent(viewer: Viewer): Promise<Intent> {
  const { account } = await findAccount(viewer, viewer.accountId)
  return { kind: 'confirm', ...account, scopes: [...SIGN_IN_SCOPES] }
}

/** What Google is asked for. */
export function scopesOf(intent: Intent): readonly string[] {
  return 'scopes' in intent ? intent.scopes : SIGN_IN_SCOPES
}

async function findAccount({ userId, sessionId }: Viewer, accountId: string) {
  // What is no id at all is answered as somebody else's is.
  const found =
    isUuid(accountId) &&
    (await db().account.findFirst({
      where: { id: accountId, userId },
      select: { email: true, grant: { select: { scopes: true, scopesOff: true } } },
    }))
  if (!found) throw new AppError('not_found')
  const { scopes = [], scopesOff = [] } = found.grant ?? {}
  return {
    account: { userId, sessionId, accountId, hint: found.email },
    granted: scopes.filter((scope) => !scopesOff.includes(scope)),
  }
}
