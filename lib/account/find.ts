import 'server-only'
import { db, isUuid } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'
import { foldEmail } from '#lib/provider/identity'

/** Somebody with an account here, as an operator decides by. */
export type FoundUser = Prisma.UserGetPayload<{ select: typeof fields }>

const fields = {
  id: true,
  email: true,
  emailKey: true,
  createdAt: true,
  accounts: {
    select: {
      id: true,
      provider: true,
      providerAccountId: true,
      email: true,
      handle: true,
      name: true,
      lastSignInAt: true,
      disabledAt: true,
      disabledReason: true,
      disabledCause: true,
    },
    orderBy: { createdAt: 'asc' },
  },
} as const satisfies Prisma.UserSelect

/**
 * Whom an operator means, by the id that the log names, or by an address: their own, or that of a connection, in any
 * spelling. Several people may have had one address. The oldest comes first.
 */
export function findUsers(idOrAddress: string): Promise<FoundUser[]> {
  const address = foldEmail(idOrAddress)
  return db().user.findMany({
    where: isUuid(idOrAddress)
      ? { id: idOrAddress }
      : {
          OR: [
            { emailKey: address },
            { email: { equals: address, mode: 'insensitive' } },
            { accounts: { some: { email: { equals: address, mode: 'insensitive' } } } },
          ],
        },
    select: fields,
    orderBy: { createdAt: 'asc' },
  })
}
