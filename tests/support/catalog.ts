import { Client } from 'pg'

/** What PostgreSQL itself says about the tables of a database, in an order that can be compared. */
const QUESTIONS = {
  columns: `
    SELECT a.attrelid::regclass::text AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
      a.attnotnull AS required, pg_get_expr(d.adbin, d.adrelid) AS default, a.attgenerated AS generated
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND IN_SCOPE ORDER BY 1, 2`,
  indexes: `
    SELECT c.relname AS table, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE IN_SCOPE ORDER BY 1, 2`,
  constraints: `
    SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE IN_SCOPE ORDER BY 1, 2`,
  enums: `
    SELECT t.typname AS enum, e.enumlabel AS value FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
    WHERE t.typnamespace = 'public'::regnamespace ORDER BY 1, e.enumsortorder`,
}

const IN_SCOPE = `c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`

type Rows = Record<string, unknown>[]

/** Tables with their columns, indexes and constraints, and enums; without Prisma's own table. */
export async function readCatalog(databaseUrl: string): Promise<Record<keyof typeof QUESTIONS, Rows>> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const ask = async (question: string): Promise<Rows> =>
      (await client.query(question.replace('IN_SCOPE', IN_SCOPE))).rows
    return {
      columns: await ask(QUESTIONS.columns),
      indexes: await ask(QUESTIONS.indexes),
      constraints: await ask(QUESTIONS.constraints),
      enums: await ask(QUESTIONS.enums),
    }
  } finally {
    await client.end()
  }
}
