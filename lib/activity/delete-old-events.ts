import 'server-only'
import { db } from '#lib/db/client'

/** A person's history goes back twelve months. */
export async function deleteOldEvents(): Promise<void> {
  await db().$executeRaw`DELETE FROM events WHERE created_at < now() - interval '12 months'`
}
