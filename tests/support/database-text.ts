import { Client, escapeIdentifier } from 'pg'

/** Every row of every table of a database as text, those of the job queue too: what a stolen copy would tell. */
export async function readDatabaseText(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const parts: string[] = []
    for (const { schema, name } of tables) {
      const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`)
      parts.push(`${table}\n${rows.map(({ row }) => row).join('\n')}`)
    }
    return parts.join('\n\n')
  } finally {
    await client.end()
  }
}
