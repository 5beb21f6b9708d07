/**
 * The control API: what tests and developers may do to the sandbox. JSON in, JSON out, this computer only. What has no
 * input needs no body; an error is { error }, with 400 for an input that is wrong.
 *
 *   GET    /control/counts                requests per endpoint since the last reset
 *   DELETE /control/counts
 *   GET    /control/tokens                every code and token ever issued: [{ kind, value }]
 *   GET    /control/settings              see google/state.ts
 *   PATCH  /control/settings              any of them
 *   PUT    /control/clock                 { offsetSeconds }
 *   POST   /control/faults                see faults.ts
 *   DELETE /control/faults
 *   POST   /control/id-tokens             makes the next id_tokens wrong, see google/oauth/id-tokens.ts
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
import { faultSchema } from './faults.ts'
import { endGrant, listGrants, removeScope } from './google/oauth/grants.ts'
import { tamperingSchema } from './google/oauth/id-tokens.ts'
import { settingsSchema } from './google/state.ts'
import { readText } from './pages.ts'
import { personSchema } from './people.ts'
import type { State } from './state.ts'

type Command = (state: State, input: unknown) => unknown

const clockSchema = z.object({ offsetSeconds: z.number() })
const changeSchema = personSchema
  .partial()
  .extend({ sub: z.string(), email_verified: z.boolean().optional() })
const removalSchema = z.object({
  account: z.string(),
  clientId: z.string().optional(),
  scope: z.string().optional(),
})

/** By method and path. */
export const commands: Readonly<Record<string, Command>> = {
  'GET /control/counts': ({ log }) => log.counts(),
  'DELETE /control/counts': ({ log }) => log.resetCounts(),
  'GET /control/tokens': ({ log }) => log.issued(),
  'GET /control/settings': ({ google }) => google.settings,
  'PATCH /control/settings': command(settingsSchema.partial().strict(), ({ google }, changes) =>
    Object.assign(google.settings, changes),
  ),
  'PUT /control/clock': command(clockSchema, ({ clock }, { offsetSeconds }) => clock.set(offsetSeconds)),
  'POST /control/faults': command(faultSchema.strict(), ({ faults }, fault) => faults.add(fault)),
  'DELETE /control/faults': ({ faults }) => faults.clear(),
  'POST /control/id-tokens': command(tamperingSchema.strict(), ({ google }, tampering) =>
    google.tampering.add(tampering),
  ),
  'POST /control/keys': async ({ google, file }) => {
    await google.keys.rotate()
    file.saveSoon()
  },
  'GET /control/people': ({ people }) => people.list(),
  'POST /control/people': command(personSchema.strict(), ({ people, file }, person) => {
    people.put(person)
    file.saveSoon()
    return person
  }),
  'PATCH /control/people': command(changeSchema.strict(), ({ people, file }, { sub, ...changes }) => {
    const person = people.find(sub)
    if (!person) throw new Error(`there is no account ${sub}`)
    people.put(personSchema.parse({ ...person, ...changes }))
    file.saveSoon()
    return people.find(sub)
  }),
  'DELETE /control/people': command(z.object({ sub: z.string() }), ({ people, google, file }, { sub }) => {
    for (const grant of listGrants(google.records)) if (grant.sub === sub) endGrant(google.records, grant.id)
    file.saveSoon()
    return { removed: people.remove(sub) }
  }),
  'GET /control/grants': ({ google }) => listGrants(google.records),
  'DELETE /control/grants': command(removalSchema, removeAccess),
  'POST /control/reset': (state) => state.reset(),
}

/** Answers requests under /control and passes the others on. */
export async function answerControl(state: State, ctx: Context, next: Next): Promise<void> {
  if (!ctx.path.startsWith('/control/')) return next()
  const run = commands[`${ctx.method} ${ctx.path}`]
  if (!run) return fail(ctx, 404, `there is no ${ctx.method} ${ctx.path}`)
  if (!isLocal(ctx)) return fail(ctx, 403, 'only JSON requests to this computer’s own address are answered')
  try {
    const text = await readText(ctx)
    ctx.body = (await run(state, text ? JSON.parse(text) : undefined)) ?? {}
  } catch (error) {
    fail(ctx, 400, describe(error))
  }
}

function command<S extends z.ZodType>(input: S, run: (state: State, input: z.output<S>) => unknown): Command {
  return (state, value) => run(state, input.parse(value))
}

function removeAccess(
  { people, google: { records } }: State,
  { account, clientId, scope }: z.output<typeof removalSchema>,
) {
  const sub = people.findByHint(account)?.sub ?? account
  const found = listGrants(records).filter(
    (grant) => grant.sub === sub && (!clientId || grant.clientId === clientId),
  )
  for (const grant of found) {
    if (scope) removeScope(records, grant, scope)
    else endGrant(records, grant.id)
  }
  return { removed: found.length }
}

// A page in a browser cannot reach us under another name. What it sends of its own accord is a form, or has an Origin.
function isLocal(ctx: Context): boolean {
  if (!['127.0.0.1', 'localhost'].includes(ctx.hostname)) return false
  if (ctx.method === 'GET') return true
  // Koa says of no type whatever that it is one when there is no body.
  const type = ctx.get('content-type')
  return type ? /^application\/json\s*(;|$)/i.test(type) : !ctx.get('origin')
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : String(error)
}

function fail(ctx: Context, status: number, message: string): void {
  ctx.status = status
  ctx.body = { error: message }
}
