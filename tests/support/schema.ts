import { readFileSync } from 'node:fs'

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
