import { join } from 'node:path'
import { databaseUrl, startPostgres } from '../postgres/start.ts'
import { rejectMoved } from './ports.ts'
import type { Settings } from './settings.ts'
import type { Supervisor } from './supervisor.ts'

export type Database = {
  url: string
  /** For the banner. */
  label: string
  /** Of the embedded PostgreSQL. */
  port?: number
  note?: string
}

type Options = { supervisor: Supervisor; settings: Settings; password: string; port: number }

/** The database that the settings name, or else the embedded PostgreSQL of this checkout. */
export async function startDatabase({ supervisor, settings, password, port }: Options): Promise<Database> {
  if (settings.databaseUrl) {
    return { url: settings.databaseUrl, label: `${URL.parse(settings.databaseUrl)?.host} (DATABASE_URL)` }
  }
  const directory = join(settings.dataDirectory, 'postgres')
  const postgres = await supervisor.add(() => startPostgres({ directory, password, port })).ready
  if (settings.postgresPort) rejectMoved('POSTGRES_PORT', port, postgres.port)
  return {
    url: databaseUrl(postgres.port, password),
    label: `embedded PostgreSQL on port ${postgres.port}`,
    port: postgres.port,
    ...(postgres.note && { note: postgres.note }),
  }
}
