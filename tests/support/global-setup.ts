import { startTestPostgres } from './database.ts'

/** One PostgreSQL for the whole run; every suite makes databases of its own in it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres()
  process.env.TEST_DATABASE_ADMIN_URL = postgres.url
  return () => postgres.stop()
}
