import 'server-only'
import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter } from 'next-auth/adapters'
import { completeJourney } from '#lib/auth/complete-journey'
import { currentFlow } from '#lib/auth/flow'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { AppError } from '#lib/errors'
import { addStep } from '#lib/request/context'
import { hashToken } from '#lib/session/token'

/**
 * The Prisma adapter with its writes gathered into one. Auth.js makes a user, an account and a session in three
 * separate calls, and updates nothing on a later sign-in; here the first two only take note, and `createSession`
 * writes all of it in one transaction (see complete-journey.ts). Sessions are read by `lib/session`, never by
 * Auth.js, so the methods that would read or extend one refuse to.
 */
export function signInAdapter(): Adapter {
  const { getUserByAccount, ...prisma } = PrismaAdapter(db())
  return {
    ...prisma,
    getUserByAccount: (account) => orUnavailable(async () => (await getUserByAccount?.(account)) ?? null),
    getUserByEmail: async () => null,
    createUser: async (user) => user,
    linkAccount: async () => undefined,
    createSession: async ({ sessionToken, expires }) => {
      const flow = currentFlow()
      const { intent, identity, tokens, client, replaces } = flow
      if (!identity || !tokens) throw new AppError('google_invalid')
      const session = { tokenHash: hashToken(sessionToken), expiresAt: expires, replaces }
      flow.outcome = await completeJourney({ intent, identity, tokens, client, session })
      addStep('written')
      return { sessionToken, userId: flow.outcome.userId, expires }
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => undefined,
  }
}
