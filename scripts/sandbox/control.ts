/**
 * The control API: what tests and developers may do to the sandbox. JSON in, JSON out, this computer only.
 *
 *   GET    /control/counts                requests per endpoint since the last reset
 *   DELETE /control/counts
 *   GET    /control/tokens                every code and token ever issued: [{ kind, value }]
 *   GET    /control/settings              see settings.ts
 *   PATCH  /control/settings              any of them
 *   PUT    /control/clock                 { offsetSeconds }
 *   POST   /control/faults                see faults.ts
 *   DELETE /control/faults
 *   POST   /control/id-tokens             spoils the next id_tokens, see tampering.ts
 *   POST   /control/keys                  a new signing key; the old ones stay published
 *   GET    /control/people
 *   POST   /control/people                adds a person, see people.ts
 *   PATCH  /control/people                { sub, …changes }
 *   DELETE /control/people                { sub }: the account is gone, with all its grants
 *   GET    /control/grants                [{ id, sub, clientId, scopes }]
 *   DELETE /control/grants                { account, clientId?, scope? }: the person removes access, or one scope
 *   POST   /control/reset                 as after a fresh start, but with the same signing keys
 */
import type { Context, Next } from 'koa'
import { z } from 'zod'
import { endAccess, listAccess, narrowAccess } from './access.ts'
import { faultSchema } from './faults.ts'
import { readText } from './http.ts'
import { personSchema } from './people.ts'
import { settingsSchema } from './settings.ts'
import { tamperingSchema } from './tampering.ts'
import type { World } from './world.ts'

type Command = (world: World, input: unknown) => unknown

const clockSchema = z.object({ offsetSeconds: z.number() })
const changeSchema = personSchema
  .partial()
  .extend({ sub: z.string(), email_verified: z.boolean().optional() })
const removalSchema = z.object({
  account: z.string(),
  clientId: z.string().optional(),
  scope: z.string().optional(),
})

const commands: Record<string, Command> = {
  'GET /control/counts': ({ ledger }) => ledger.counts(),
  'DELETE /control/counts': ({ ledger }) => ledger.resetCounts(),
  'GET /control/tokens': ({ ledger }) => ledger.issued(),
  'GET /control/settings': ({ settings }) => settings,
  'PATCH /control/settings': command(settingsSchema.partial().strict(), ({ settings }, changes) =>
    Object.assign(settings, changes),
  ),
  'PUT /control/clock': command(clockSchema, ({ clock }, { offsetSeconds }) => clock.set(offsetSeconds)),
  'POST /control/faults': command(faultSchema.strict(), ({ faults }, fault) => faults.plan(fault)),
  'DELETE /control/faults': ({ faults }) => faults.clear(),
  'POST /control/id-tokens': command(tamperingSchema.strict(), ({ tamperer }, plan) => tamperer.plan(plan)),
  'POST /control/keys': async ({ keys, writer }) => {
    await keys.rotate()
    writer.touch()
  },
  'GET /control/people': ({ people }) => people.list(),
  'POST /control/people': command(personSchema.strict(), ({ people, writer }, person) => {
    people.put(person)
    writer.touch()
    return person
  }),
  'PATCH /control/people': command(changeSchema.strict(), ({ people, writer }, { sub, ...changes }) => {
    const person = people.find(sub)
    if (!person) throw new Error(`there is no account ${sub}`)
    people.put(personSchema.parse({ ...person, ...changes }))
    writer.touch()
    return people.find(sub)
  }),
  'DELETE /control/people': command(z.object({ sub: z.string() }), ({ people, store, writer }, { sub }) => {
    for (const access of listAccess(store)) if (access.sub === sub) endAccess(store, access.id)
    writer.touch()
    return { removed: people.remove(sub) }
  }),
  'GET /control/grants': ({ store }) => listAccess(store),
  'DELETE /control/grants': command(removalSchema, removeAccess),
  'POST /control/reset': (world) => world.reset(),
}

/** Answers requests under /control and passes the others on. */
export async function answerControl(world: World, ctx: Context, next: Next): Promise<void> {
  if (!ctx.path.startsWith('/control/')) return next()
  const run = commands[`${ctx.method} ${ctx.path}`]
  if (!run) return fail(ctx, 404, `there is no ${ctx.method} ${ctx.path}`)
  if (!isOurs(ctx)) return fail(ctx, 403, 'only JSON requests to this computer’s own address are answered')
  try {
    const text = await readText(ctx)
    ctx.body = (await run(world, text ? JSON.parse(text) : undefined)) ?? {}
  } catch (error) {
    fail(ctx, 400, error instanceof Error ? error.message : String(error))
  }
}

function command<S extends z.ZodType>(input: S, run: (world: World, input: z.output<S>) => unknown): Command {
  return (world, value) => run(world, input.parse(value))
}

function removeAccess(
  { store, people }: World,
  { account, clientId, scope }: z.output<typeof removalSchema>,
) {
  const sub = people.findByHint(account)?.sub ?? account
  const found = listAccess(store).filter((one) => one.sub === sub && (!clientId || one.clientId === clientId))
  for (const access of found) {
    if (scope) narrowAccess(store, access, scope)
    else endAccess(store, access.id)
  }
  return { removed: found.length }
}

// A page in a browser can neither set this type without asking first, nor reach us under another name.
function isOurs(ctx: Context): boolean {
  const reads = ctx.method === 'GET'
  return (
    ['127.0.0.1', 'localhost'].includes(ctx.hostname) &&
    (reads || ctx.is('application/json') === 'application/json')
  )
}

function fail(ctx: Context, status: number, message: string): void {
  ctx.status = status
  ctx.body = { error: message }
}
