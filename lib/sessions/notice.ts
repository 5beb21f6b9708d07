import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { providerIds } from '#lib/provider-ids'

const account = z.string()

/** Notices that a server of the version before has left name none. */
const provider = z.enum(providerIds).optional()

/** What was just done, for the next page to say. Each kind has its sentence in app/(account)/notice-messages.ts. */
export const noticeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switched'), account }),
  z.object({ kind: z.literal('new-account'), provider: z.enum(providerIds) }),
  z.object({ kind: z.literal('linked'), account }),
  z.object({ kind: z.literal('already-linked'), account }),
  z.object({ kind: z.literal('unlinked'), account, provider }),
  z.object({ kind: z.literal('not-linked') }),
  z.object({ kind: z.literal('permission-given'), account }),
  z.object({ kind: z.literal('permission-withheld'), account }),
  z.object({ kind: z.literal('permission-off'), account, provider }),
  z.object({ kind: z.literal('permission-on'), account }),
  z.object({ kind: z.literal('permission-gone'), provider }),
  z.object({ kind: z.literal('reconnected'), account }),
  z.object({ kind: z.literal('confirmed') }),
  z.object({ kind: z.literal('cancelled'), provider }),
  z.object({ kind: z.literal('language-chosen') }),
  z.object({ kind: z.literal('session-ended'), browser: z.string().nullable() }),
  z.object({ kind: z.literal('session-over') }),
  z.object({ kind: z.literal('others-ended'), count: z.number() }),
  z.object({ kind: z.literal('browsers-reviewed') }),
  z.object({ kind: z.literal('name-changed'), name: z.string().nullable() }),
  z.object({ kind: z.literal('name-refused') }),
  z.object({ kind: z.literal('browser-out') }),
  z.object({ kind: z.literal('notices-chosen') }),
])

export type Notice = z.output<typeof noticeShape>

/** Leaves a notice for the next page of a session. The newest replaces one that nobody has seen. */
export async function leaveNotice(sessionId: string, notice: Notice): Promise<void> {
  await db().session.updateMany({ where: { id: sessionId }, data: { notice } })
}

/** Removes a notice that was shown, unless another one has taken its place. */
export async function removeNotice(sessionId: string, shown: Notice): Promise<void> {
  await db().session.updateMany({
    where: { id: sessionId, notice: { equals: shown } },
    data: { notice: Prisma.DbNull },
  })
}
