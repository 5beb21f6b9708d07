import { readFileSync } from 'node:fs'
import { openDatabase } from './database.ts'

/** A model of prisma/schema.prisma: its table, and its columns by the names that they have in code. */
export type Model = { name: string; table: string; columns: Map<string, string>; parent: Parent | null }

/** The row that this one belongs to, by which column. */
type Parent = { model: string; column: string; references: string }

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')

const names = [...schema.matchAll(/^model (\w+) \{/gm)].map(([, name = '']) => name)

/** Every model of the application, as the schema has them today. */
export const models: Model[] = names.map((name) => {
  const body = new RegExp(`^model ${name} \\{([\\s\\S]*?)^\\}`, 'm').exec(schema)?.[1] ?? ''
  const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)(\[\])?\??(.*)$/gm)]
  const columns = new Map(
    fields
      .filter(([, , type = '']) => !names.includes(type))
      .map(([, field = '', , , rest = '']) => [field, /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field]),
  )
  const [parent] = fields.flatMap(([, , type = '', , rest = '']) => {
    const [, field = '', references = ''] = /fields: \[(\w+)\], references: \[(\w+)\]/.exec(rest) ?? []
    return field ? [{ model: type, column: columns.get(field) ?? field, references }] : []
  })
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name
  return { name, table, columns, parent: parent ?? null }
})

/** Whether a model's rows belong to a user, directly or through others. */
export function belongsToUser({ name, parent }: Model): boolean {
  if (name === 'User') return true
  const above = models.find((model) => model.name === parent?.model)
  return above !== undefined && belongsToUser(above)
}

/** SQL that finds the rows of a model that belong to the user `$1`. */
export function ownedBy({ name, parent }: Model): string {
  if (name === 'User') return 'id::text = $1'
  const above = models.find((model) => model.name === parent?.model)
  if (!above || !parent) throw new Error(`The rows of ${name} belong to nobody`)
  return `${parent.column} IN (SELECT ${parent.references} FROM ${above.table} WHERE ${ownedBy(above)})`
}

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
  const { sql, close } = await openDatabase(databaseUrl)
  const ask = (question: string): Promise<Rows> => sql(question.replace('IN_SCOPE', IN_SCOPE))
  try {
    return {
      columns: await ask(QUESTIONS.columns),
      indexes: await ask(QUESTIONS.indexes),
      constraints: await ask(QUESTIONS.constraints),
      enums: await ask(QUESTIONS.enums),
    }
  } finally {
    await close()
  }
}
