/**
 * The control API: what tests and developers may do to the sandbox. JSON in, JSON out, this computer only. What has no
 * input needs no body; an error is { error }, with 400 for an input that is wrong.
 *
 *   GET    /control/counts                requests per endpoint since the last reset
 *   DELETE /control/counts
 *   GET    /control/requests              the last of them: see SeenRequest in endpoints.ts, newest first
 *   GET    /control/tokens                every code and token ever issued: [{ kind, value }]
 *   GET    /control/settings              see google/state.ts
 *   PATCH  /control/settings              any of them
 *   GET    /control/facebook/settings     see facebook/state.ts
 *   PATCH  /control/facebook/settings     any of them
 *   POST   /control/facebook/id-tokens    as /control/id-tokens
 *   POST   /control/facebook/keys         as /control/keys
 *   POST   /control/facebook/deauthorize  { account, clientId? }: the person removes the app, and Facebook tells it so.
 *                                         `account` is also the id there. Answers what the app has: { status, body }
 *   POST   /control/facebook/delete-data  the same, and the app is to delete what it knows of them
 *   GET    /control/x/settings            see x/state.ts
 *   PATCH  /control/x/settings            any of them
 *   GET    /control/x/charges             what X would have charged for: [{ day, resource, price }], in thousandths of a dollar
 *   PUT    /control/clock                 { offsetSeconds }
 *   GET    /control/faults                those that wait for requests
 *   POST   /control/faults                see faults.ts
 *   DELETE /control/faults
 *   POST   /control/id-tokens             makes the next id_tokens wrong, see google/oauth/id-tokens.ts
 *   POST   /control/security-events       tells the app what happened to an account, right or wrong: see google/risc/events.ts.
 *                                         Answers what was sent and what the app had: { token, answers: [{ status, body }] }
 *   GET    /control/risc                  where security events go, and which service accounts there are
 *   POST   /control/risc/service-accounts a new one: the JSON of its key, as Google's console gives it
 *   POST   /control/keys                  a new signing key; the old ones stay published
 *   GET    /control/people
 *   POST   /control/people                adds a person, see people.ts
 *   PATCH  /control/people                { sub, …changes }; of `facebook` and `x` also a part, or null for no account
 *   DELETE /control/people                { sub }: the account is gone, with all its grants
 *   GET    /control/grants                [{ provider, id, sub, clientId, scopes }]; `sub` is always the person's
 *   DELETE /control/grants                { account, provider?, clientId?, scope? }: the person removes access that they
 *                                         gave at Google or another provider; at Google also one scope
 *   GET    /control/mails                 what the app has sent, the newest first: see mail.ts
 *   DELETE /control/mails
 *   DELETE /control/access-tokens         { account, provider? }: those that apps hold expire now; refresh tokens stay
 *   POST   /control/well                  no fault, no wrong id_token, usual rules, real time; people and grants stay
 *   POST   /control/reset                 as after a fresh start, but with the same signing keys
 */
import type { Context, Next } from 'koa'
import { z } from 'zod'
import { type ProviderId, providerIds, type SandboxGrant } from './clients.ts'
import { leaveApp, leaverSchema } from './facebook/signed-request.ts'
import { facebookSettingsSchema } from './facebook/state.ts'
import { faultSchema } from './faults.ts'
import {
  endGrant,
  expireAccess as expireGoogleAccess,
  listGrants,
  removeScope,
} from './google/oauth/grants.ts'
import { tamperingSchema } from './google/oauth/id-tokens.ts'
import { eventSchema, sendEvent } from './google/risc/events.ts'
import { settingsSchema } from './google/state.ts'
import { readText } from './pages.ts'
import { personSchema } from './people.ts'
import type { State } from './state.ts'
import { xSettingsSchema } from './x/state.ts'

type Command = (state: State, input: unknown) => unknown

const clockSchema = z.object({ offsetSeconds: z.number() })
const changeSchema = personSchema.partial().extend({
  sub: z.string(),
  email_verified: z.boolean().optional(),
  // Checked with what is there already.
  facebook: z.looseObject({}).nullable().optional(),
  x: z.looseObject({}).nullable().optional(),
})
const removalSchema = z.object({
  account: z.string(),
  provider: z.enum(providerIds).default('google'),
  clientId: z.string().optional(),
  scope: z.string().optional(),
})
const holderSchema = removalSchema.pick({ account: true, provider: true })

/** By method and path. */
export const commands = {
  'GET /control/counts': ({ log }) => log.counts(),
  'DELETE /control/counts': ({ log }) => log.resetCounts(),
  'GET /control/requests': ({ log }) => log.requests(),
  'GET /control/tokens': ({ log }) => log.issued(),
  'GET /control/settings': ({ google }) => google.settings,
  'PATCH /control/settings': command(settingsSchema.partial().strict(), ({ google }, changes) =>
    Object.assign(google.settings, changes),
  ),
  'GET /control/facebook/settings': ({ facebook }) => facebook.settings,
  'PATCH /control/facebook/settings': command(
    facebookSettingsSchema.partial().strict(),
    ({ facebook }, changes) => Object.assign(facebook.settings, changes),
  ),
  'POST /control/facebook/id-tokens': command(tamperingSchema.strict(), ({ facebook }, tampering) =>
    facebook.tampering.add(tampering),
  ),
  'POST /control/facebook/keys': async ({ facebook, file }) => {
    await facebook.keys.rotate()
    file.saveSoon()
  },
  'POST /control/facebook/deauthorize': command(leaverSchema, (state, leaver) =>
    leaveApp(state, leaver, 'deauthorize'),
  ),
  'POST /control/facebook/delete-data': command(leaverSchema, (state, leaver) =>
    leaveApp(state, leaver, 'deleteData'),
  ),
  'GET /control/x/settings': ({ x }) => x.settings,
  'PATCH /control/x/settings': command(xSettingsSchema.partial().strict(), ({ x }, changes) =>
    Object.assign(x.settings, changes),
  ),
  'GET /control/x/charges': ({ x }) => x.charges(),
  'PUT /control/clock': command(clockSchema, ({ clock }, { offsetSeconds }) => clock.set(offsetSeconds)),
  'GET /control/faults': ({ faults }) => faults.list(),
  'POST /control/faults': command(faultSchema.strict(), ({ faults }, fault) => faults.add(fault)),
  'DELETE /control/faults': ({ faults }) => faults.clear(),
  'POST /control/id-tokens': command(tamperingSchema.strict(), ({ google }, tampering) =>
    google.tampering.add(tampering),
  ),
  'POST /control/security-events': command(eventSchema.strict(), sendEvent),
  'GET /control/risc': ({ google: { risc } }) => ({
    ...risc.snapshot(),
    verifications: risc.verifications(),
  }),
  'POST /control/risc/service-accounts': ({ google }) => google.risc.addServiceAccount(),
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
    const accounts = {
      ...(changes.facebook && { facebook: { ...person.facebook, ...changes.facebook } }),
      ...(changes.x && { x: { ...person.x, ...changes.x } }),
    }
    people.put(personSchema.parse({ ...person, ...changes, ...accounts }))
    file.saveSoon()
    return people.find(sub)
  }),
  'DELETE /control/people': command(z.object({ sub: z.string() }), (state, { sub }) => {
    for (const provider of providerIds)
      for (const grant of grantsAt(state, provider)) if (grant.sub === sub) endAt(state, provider, grant.id)
    state.file.saveSoon()
    return { removed: state.people.remove(sub) }
  }),
  'GET /control/grants': (state) =>
    providerIds.flatMap((provider) => grantsAt(state, provider).map((grant) => ({ provider, ...grant }))),
  'DELETE /control/grants': command(removalSchema, removeAccess),
  'GET /control/mails': ({ mails }) => mails.list(),
  'DELETE /control/mails': ({ mails }) => mails.clear(),
  'DELETE /control/access-tokens': command(holderSchema.strict(), (state, { account, provider }) => {
    for (const { id } of grantsOf(state, provider, account)) expireAccess(state, provider, id)
  }),
  'POST /control/well': (state) => state.makeWell(),
  'POST /control/reset': (state) => state.reset(),
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof commands

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

/** Answers requests under /control and passes the others on. */
export async function answerControl(state: State, ctx: Context, next: Next): Promise<void> {
  if (!ctx.path.startsWith('/control/')) return next()
  const name = `${ctx.method} ${ctx.path}`
  if (!isCommand(name)) return fail(ctx, 404, `there is no ${name}`)
  if (!isLocal(ctx)) return fail(ctx, 403, 'only JSON requests to this computer’s own address are answered')
  try {
    const text = await readText(ctx)
    ctx.body = (await commands[name](state, text ? JSON.parse(text) : undefined)) ?? {}
  } catch (error) {
    fail(ctx, 400, describe(error))
  }
}

function command<S extends z.ZodType>(input: S, run: (state: State, input: z.output<S>) => unknown): Command {
  return (state, value) => run(state, input.parse(value))
}

function removeAccess(
  state: State,
  { account, provider, clientId, scope }: z.output<typeof removalSchema>,
): { removed: number } {
  if (scope && provider !== 'google') throw new Error('only at Google can one scope be removed')
  const found = grantsOf(state, provider, account).filter((grant) => !clientId || grant.clientId === clientId)
  for (const grant of found) {
    if (scope) removeScope(state.google.records, grant, scope)
    else endAt(state, provider, grant.id)
  }
  return { removed: found.length }
}

/** Whose `sub` or address it is. */
function grantsOf(state: State, provider: ProviderId, account: string): SandboxGrant[] {
  const sub = state.people.findByHint(account)?.sub ?? account
  return grantsAt(state, provider).filter((grant) => grant.sub === sub)
}

export function grantsAt({ google, facebook, x }: State, provider: ProviderId): SandboxGrant[] {
  if (provider === 'google') return listGrants(google.records)
  return (provider === 'facebook' ? facebook : x).grants()
}

function endAt({ google, facebook, x }: State, provider: ProviderId, id: string): void {
  if (provider === 'google') endGrant(google.records, id)
  else (provider === 'facebook' ? facebook : x).endGrant(id)
}

function expireAccess({ google, facebook, x }: State, provider: ProviderId, id: string): void {
  if (provider === 'google') expireGoogleAccess(google.records, id)
  else if (provider === 'facebook') facebook.expireTokens(id)
  else x.expireAccess(id)
}

/** Whether a request asks for this computer by its own name: a page of a browser that has us under another does not. */
export function isOwnName(ctx: Context): boolean {
  return ['127.0.0.1', 'localhost'].includes(ctx.hostname)
}

// What a page in a browser sends of its own accord is a form, or has an Origin.
function isLocal(ctx: Context): boolean {
  if (!isOwnName(ctx)) return false
  if (ctx.method === 'GET') return true
  // Koa says of no type whatever that it is one when there is no body.
  const type = ctx.get('content-type')
  return type ? /^application\/json\s*(;|$)/i.test(type) : !ctx.get('origin')
}

/** An error in a sentence. */
export function describe(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : String(error)
}

function fail(ctx: Context, status: number, message: string): void {
  ctx.status = status
  ctx.body = { error: message }
}
