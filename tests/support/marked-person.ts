import { randomUUID } from 'node:crypto'
import { createAttempt } from '#lib/auth/attempt'
import { linkIntent } from '#lib/auth/intents'
import { db, pool } from '#lib/db/client'
import { newToken } from '#lib/sessions/cookie'
import { link, newSignIn, newViewer, signIn } from './lib.ts'
import { belongsToUser, type Model, models, ownedBy } from './schema.ts'

/** The value of one column that no other row and column has, as text finds it. */
export type Marker = { model: string; field: string; text: string }

/** Tables without a relation to users that know a user all the same, and how. */
const KNOWS_USER: Record<string, string> = { Attempt: `intent->>'userId' = $1` }

/** What can be told from what everybody else has in that column. A yes or no cannot. */
const isTelling = (type: string) => type !== 'uuid' && type !== 'boolean'

/** The columns with a yes or no, of which a document can only show that they are in it. */
export async function findFlags(): Promise<{ model: string; field: string }[]> {
  const found = await Promise.all(
    userModels.map(async (model) => {
      const types = await columnTypes(model)
      return [...model.columns].flatMap(([field, column]) =>
        types.get(column) === 'boolean' ? [{ model: model.name, field }] : [],
      )
    }),
  )
  return found.flat()
}

/** The models whose rows belong to a user, by a relation or without one. */
export const userModels = models.filter((model) => belongsToUser(model) || model.name in KNOWS_USER)

let round = 0

/**
 * Somebody with a row in every table that can know them; every column but ids and flags holds a value of its own. `keep` names
 * columns that stay as they are.
 *
 * @throws Error when a table has no row: a new one needs a row here
 */
export async function newMarkedPerson(keep: readonly string[] = []) {
  const { viewer, ...callback } = await newViewer()
  // Marked in place of the viewer's own session and connection, which must go on.
  const other = await signIn(newSignIn(callback.identity))
  const { accountId } = await link(viewer)
  const marked = { Session: other.sessionId, Account: accountId }
  const attempt = { checks: {}, intent: linkIntent(viewer, 'google'), returnTo: '/settings' }
  await createAttempt(newToken(), attempt)
  await db().mail.create({ data: { id: randomUUID(), userId: viewer.userId, kind: 'new-browser' } })
  const markers: Marker[] = []
  for (const model of userModels) markers.push(...(await mark(model, viewer, marked, keep)))
  return { viewer, callback, markers }
}

async function mark(
  model: Model,
  viewer: { userId: string; sessionId: string },
  chosen: Record<string, string>,
  keep: readonly string[],
): Promise<Marker[]> {
  const types = await columnTypes(model)
  const serial = ++round
  const columns = [...model.columns].flatMap(([field, column], index) => {
    const type = types.get(column) ?? ''
    if (!isTelling(type) || keep.includes(`${model.name}.${field}`)) return []
    return [{ field, column, ...markerOf(type, `${model.name}.${field}.${serial}`, serial * 1_000 + index) }]
  })
  const id = chosen[model.name]
  const owned = id ? `id = '${id}' AND user_id::text = $1` : find(model)
  const { rowCount } = await pool().query(
    `UPDATE ${model.table} SET ${columns.map(({ column, sql }) => `${column} = ${sql}`).join(', ')}
      WHERE ctid = (SELECT ctid FROM ${model.table} WHERE ${owned} LIMIT 1)`,
    [viewer.userId],
  )
  if (rowCount !== 1)
    throw new Error(`newMarkedPerson (tests/support/marked-person.ts) has no row in ${model.table}: make one`)
  return columns.map(({ field, text }) => ({ model: model.name, field, text }))
}

function find(model: Model): string {
  return KNOWS_USER[model.name] ?? ownedBy(model)
}

async function columnTypes({ table }: Model): Promise<Map<string, string>> {
  const { rows } = await pool().query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  )
  return new Map(rows.map(({ name, type }) => [name, type]))
}

/** What SQL sets, and the text that shows it in JSON. Times and numbers are far from any real one. */
function markerOf(type: string, name: string, number: number): { sql: string; text: string } {
  const time = new Date(Date.UTC(2077, 0, 1) + number * 60_000).toISOString()
  switch (type) {
    case 'text':
      return { sql: `'${name}'`, text: name }
    case 'ARRAY':
      return { sql: `ARRAY['${name}']`, text: name }
    case 'jsonb':
      return { sql: `jsonb_build_object('userId', $1::text, 'marker', '${name}')`, text: name }
    case 'timestamp with time zone':
      return { sql: `'${time}'`, text: time }
    case 'integer':
      return { sql: String(900_000_000 + number), text: String(900_000_000 + number) }
    default:
      throw new Error(`There is no marker for the type ${type} yet: add one`)
  }
}
